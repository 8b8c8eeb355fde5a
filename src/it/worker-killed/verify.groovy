def log = new File(basedir, 'build.log').text
assert log =~ /\[1\/2\] right\/affine -> tflite  FAIL .*the worker was ended by signal 9 \(SIGKILL\)/
assert log =~ /\[2\/2\] right\/dense -> tflite  SUCCESS/
assert log.contains('right/affine -> tflite: is FAIL at run: the worker was ended by signal 9 (SIGKILL); its last words are in details/right/affine/tflite/worker.txt')
assert new File(basedir, 'target/parity/details/right/affine/tflite/worker.txt').text.contains('fault on purpose')
org.modelparity.testing.FailingBuilds.read(log, 1)
return true
