def log = new File(basedir, 'build.log').text
assert log.count('1 row: 1 SUCCESS, 0 FAIL') == 2
return true
