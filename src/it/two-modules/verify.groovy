def log = new File(basedir, 'build.log').text
assert log.count('1 row: 1 SUCCESS, 0 FAIL') == 2
['one', 'two'].each { assert new File(basedir, "$it/target/site/parity/index.html").isFile() }
// Lines of two builds must not run into each other.
log.readLines().findAll { it.contains(' -> tflite  ') }.each { assert it.startsWith('[INFO] [1/1] right/') }
return true
