import java.util.zip.ZipFile

// Large models are committed as archives.
def archives = []
new File(basedir, 'models').eachFileRecurse { if (it.name.endsWith('.zip')) archives << it }
archives.each { archive ->
  def folder = new File(archive.path - ~/\.zip$/)
  new ZipFile(archive).withCloseable { zip ->
    zip.entries().findAll { !it.directory }.each { entry ->
      def file = new File(folder, entry.name)
      file.parentFile.mkdirs()
      file.bytes = zip.getInputStream(entry).bytes
    }
  }
  archive.delete()
}

// Symbolic sizes with several sets of inputs, and a model of two signatures.
def project = new File(basedir, '../../..')
def copy = { File from, File to ->
  from.eachFileRecurse { file ->
    if (!file.directory) {
      def target = new File(to, from.toPath().relativize(file.toPath()).toString())
      target.parentFile.mkdirs()
      target.bytes = file.bytes
    }
  }
}
copy(new File(project, 'src/test/fixtures/symbolic/suite'), new File(basedir, 'models/symbolic'))
def affine = new File(basedir, 'models/signatures/affine')
copy(new File(project, 'src/it/models/right/affine'), affine)
new File(affine, 'inputs@backward.npz').bytes = new File(affine, 'outputs.npz').bytes
new File(affine, 'outputs@backward.npz').bytes = new File(affine, 'inputs.npz').bytes
return true
