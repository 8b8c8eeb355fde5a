import org.modelparity.testing.Archives

// Large models are committed as archives.
def models = basedir.toPath().resolve('models')
Archives.unpackAll(models)

// Symbolic sizes with several sets of inputs, and a model of two signatures.
def project = basedir.toPath().resolve('../../..')
Archives.copy(project.resolve('src/test/fixtures/symbolic/suite'), models.resolve('symbolic'))
def affine = models.resolve('signatures/affine').toFile()
Archives.copy(project.resolve('src/it/models/right/affine'), affine.toPath())
new File(affine, 'inputs@backward.npz').bytes = new File(affine, 'outputs.npz').bytes
new File(affine, 'outputs@backward.npz').bytes = new File(affine, 'inputs.npz').bytes
return true
