def log = new File(basedir, 'build.log').text
def expected = [
    "parameter targets is 'tflit', but must be one or more of tensorflow, tflite, ",
    "parameter tfjsBackends is 'metal', but must be one or more of wasm, cpu, webgl, webgpu",
    "parameter rtol is '-1.0', but must be a finite number of at least 0",
    "parameter timeout is '0', but must be a number of seconds of at least 1",
    "parameter forkCount is 'many', but must be a number of processes like 2",
    "failOn is 'sometimes', but must be one of regression, stale, failure, never",
    "there is nothing to evaluate",
    "the folder ",
    "suite 'right' has no example 'afine'",
    "a worker does not start with ",
    "', but must be a path whose properties are all defined"
]
expected.each { assert log.contains(it) : it }
assert log.contains('no/such/folder does not exist; make it, or set the suite\'s <directory>')
assert log.count('BUILD FAILURE') == expected.size()
assert log.contains('Skipped (parity.skip).')
assert log.count('BUILD SUCCESS') == 1
assert !log.contains('NullPointerException')
org.modelparity.testing.FailingBuilds.read(log, 11)
return true
