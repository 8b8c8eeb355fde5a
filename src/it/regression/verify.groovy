def log = new File(basedir, 'build.log').text
assert log.contains('1 row: 0 SUCCESS, 1 FAIL (1 regression, 0 known)')
assert log.contains("wrong/affine -> tflite: is FAIL at compare: golden -> SavedModel: output 'y': 6 of 6 elements differ")
assert log.contains('(not in the baseline)')
assert log.contains('to accept it: mvn parity:accept -Dparity.includes=wrong/affine:tflite -Dparity.reason="..."')
assert log.contains('For more details see: ')
assert log.contains('MojoFailureException')
assert new File(basedir, 'target/site/parity/index.md').text.contains('| affine | FAIL | ')

// Accepting takes a reason; with one, the same results do not fail the build any more.
assert log.contains('Accepting these rows needs a reason')
assert new File(basedir, 'src/parity/baseline.json').text.contains('"reason" : "export is being mended"')
org.modelparity.testing.FailingBuilds.read(log, 2)
return true
