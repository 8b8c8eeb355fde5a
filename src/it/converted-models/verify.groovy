import java.util.zip.ZipFile
import org.modelparity.tensor.Npz
import org.modelparity.testing.WebApplication

// The Android module's archive has the model that was compared, byte for byte.
def converted = new File(basedir, 'models/target/converted/models/right/affine')
def archive = new ZipFile(new File(basedir, 'android/target/android-1.jar'))
def asset = archive.getEntry('assets/models-affine-tflite.tflite')
assert archive.getInputStream(asset).bytes == new File(converted, 'tflite/model.tflite').bytes
archive.close()

// The web module's folder has all files of the TF.js model.
def files = { folder -> folder.listFiles().collectEntries { [it.name, it.bytes.encodeBase64().toString()] } }
def web = new File(basedir, 'web/target/web')
assert files(new File(web, 'models/affine')) == files(new File(converted, 'tfjs'))

// A page loads it with TF.js and gets the golden numbers.
def project = new File(basedir, '../../..')
def model = new File(project, 'src/it/models/right/affine')
def inputs = Npz.read(new File(model, 'inputs.npz').toPath())
def expected = Npz.read(new File(model, 'outputs.npz').toPath())
def application = WebApplication.start(web.toPath())
if (application.isEmpty()) {
    println 'SKIPPED: no Chrome or Chromium, so that the web application is not tried in one'
    return true
}
application.get().withCloseable { page ->
    ['wasm', 'webgl'].each { backend ->
        def numbers = page.run(backend, 'models/affine/model.json', inputs)
        def y = expected.y
        assert numbers.size() == y.size()
        numbers.eachWithIndex { number, i -> assert Math.abs(number - y.getDouble(i)) <= 1e-5 + 1e-4 * Math.abs(y.getDouble(i)) : "$backend: $numbers" }
        println "$backend: $numbers"
    }
}
return true
