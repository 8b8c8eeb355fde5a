def log = new File(basedir, 'build.log').text
assert log.contains('right/affine -> tflite: is FAIL at load: no result after 10 s, the worker was ended (timeout)')
assert log.contains('remedy: raise <timeout> if the model needs longer')
assert log =~ /\[2\/2\] right\/dense -> tflite  SUCCESS/
org.modelparity.testing.FailingBuilds.read(log, 1)
return true
