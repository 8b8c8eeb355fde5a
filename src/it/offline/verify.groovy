def log = new File(basedir, 'build.log').text
assert log.count('1 row: 1 SUCCESS, 0 FAIL') == 2
// With -q, a build that has nothing to say says nothing.
def quiet = log.substring(log.lastIndexOf('OS name:')).readLines().tail()
assert quiet.every { it.replaceAll(/\u001b\[[;\d]*m/, '').isBlank() || it.startsWith('Running post-build script') } : quiet
return true
