def log = new File(basedir, 'build.log').text
assert log.count('1 row: 1 SUCCESS, 0 FAIL') == 2
assert new File(basedir, 'jdk/used').readLines().size() >= 2
// Colours only where they were asked for.
assert log.contains('[1/1] right/affine -> tflite  \u001b[1;32mSUCCESS\u001b[m  ')
assert log =~ /\[1\/1\] right\/affine -> tflite  SUCCESS  /
// With -q, a build that has nothing to say says nothing.
def quiet = log.substring(log.lastIndexOf('OS name:')).readLines().tail()
assert quiet.every { it.replaceAll(/\u001b\[[;\d]*m/, '').isBlank() || it.startsWith('Running post-build script') } : quiet
return true
