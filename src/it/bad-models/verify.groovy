def log = new File(basedir, 'build.log').text
assert log.contains("damaged/affine -> tflite: is FAIL at load: the folder damaged/affine/variables is missing")
assert log.contains("misfit/affine -> tflite: is FAIL at load: misfit/affine/inputs.npz: array 'x' has shape [3, 2], but the signature wants [2, 3]")
assert log.contains("right/affine -> tflite: is FAIL at load: right/affine has no signature 'nowhere'; it has 'serving_default', 'backward'")
// A worker sees little of the build's environment, but what names its browser.
assert log.contains('right/dense -> tfjs: is FAIL at run: webgl: there is no browser at /nowhere/chromium, which CHROME_BIN names')
assert log =~ /right\/dense -> tflite  SUCCESS/
org.modelparity.testing.FailingBuilds.read(log, 1)
return true
