import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
// Colours only where they were asked for.
assert log =~ /\[1\/2\] right\/affine -> tflite  \u001b\[1;32mSUCCESS\u001b\[m  [\d.]+ s  max abs 0/
assert log =~ /\[2\/2\] right\/dense -> tflite  \u001b\[1;32mSUCCESS\u001b\[m  [\d.]+ s  max abs /
assert log =~ /\[2\/2\] right\/dense -> tflite  SUCCESS  [\d.]+ s  max abs /
assert log.contains('2 rows: 2 SUCCESS, 0 FAIL (0 regressions, 0 known); report: ')

def table = new File(basedir, 'target/site/parity/index.md').text
assert table.startsWith('# Evaluation Results\n\n*Last generated on: ')
assert table.contains('### right\n')
assert table.contains('| Example | Result | Error Message |\n| --- | --- | --- |\n| affine | SUCCESS |')
assert new File(basedir, 'target/site/parity/index.html').text.contains('affine')

def results = new JsonSlurper().parse(new File(basedir, 'target/parity/results.json'))
assert results.schema == 1
assert results.rows.collect { it.example } == ['affine', 'dense']
assert results.rows.every { it.status == 'SUCCESS' && it.stage == null && it.bytes > 0 && it.seconds.convert > 0 }
assert results.rows.collect { it.reference } == ['golden', 'tensorflow']
// The third invocation found both in the cache, and neither started a worker nor left anything out.
assert results.rows.every { it.cached }
assert results.summary == [rows: 2, success: 2, fail: 0, cached: 2]
assert log =~ /\[1\/2\] right\/affine -> tflite  SUCCESS  [\d.]+ s  max abs 0  \(cached\)/
assert log.contains('2 rows: 2 SUCCESS, 0 FAIL (0 regressions, 0 known), 2 from the cache; report: ')
assert !new File(basedir, 'target/parity/workers').exists()

assert new File(basedir, 'target/parity/models/right/dense/tflite/model.tflite').length() > 0
assert new File(basedir, 'target/parity/TEST-right.xml').text.contains('tests="2"')

// The first one's workers ran on the JDK of the toolchains.
assert !new File(basedir, 'jdk/used').readLines().isEmpty()
// install took the attached model along.
def installed = new File(localRepositoryPath, 'org/modelparity/it/all-green/1')
assert new File(installed, 'all-green-1-affine-tflite.tflite').bytes ==
    new File(basedir, 'target/parity/models/right/affine/tflite/model.tflite').bytes

// The second invocation accepted the results, the third was held to them.
def baseline = new JsonSlurper().parse(new File(basedir, 'src/parity/baseline.json'))
assert baseline.rows.collect { it.status } == ['SUCCESS', 'SUCCESS']
assert log.contains('right/dense -> tflite: added as SUCCESS')
return true
