def log = new File(basedir, 'build.log').text
assert log.contains('1 row: 0 SUCCESS, 1 FAIL (0 regressions, 1 known), 1 stale in the baseline')
assert log.contains('in the baseline, but no longer there: wrong/gone -> tflite')
// With failOn=stale the same build fails.
assert log.contains('wrong/gone -> tflite: is in the baseline, but no longer exists')
assert log.contains('to remove stale entries: mvn parity:accept')
org.modelparity.testing.FailingBuilds.read(log, 1)
return true
