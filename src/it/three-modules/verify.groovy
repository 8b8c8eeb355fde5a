import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
// Of two modules that are built at once, each line says which it is of, and no two run into each other.
def rows = log.readLines().findAll { it =~ / -> tflite  (SUCCESS|FAIL)  / }
assert rows.every { it ==~ /\[(INFO|WARNING)\] ((one|two|three): )?\[\d\/\d\] (right|wrong)\/affine -> tflite  .*/ }

def builds = log.split(/(?m)^\[INFO\] Scanning for projects/).tail()
assert builds.size() == 3
def (atEnd, atModule, accept) = builds

// The first build evaluates every module, then fails once, with one summary of all.
assert atEnd.contains('BUILD FAILURE')
['one', 'two', 'three'].each { assert new File(basedir, "$it/target/site/parity/index.html").isFile() }
assert atEnd.count('Failed to execute goal org.modelparity') == 1
assert atEnd.count('2 of 3 modules with models fail this build; to try again: -pl :two,:three') == 1
assert atEnd.contains(':two: 1 row: 0 SUCCESS, 1 FAIL (1 regression, 0 known)')
assert atEnd.contains(':three: 2 rows: 1 SUCCESS, 1 FAIL (1 regression, 0 known)')
assert atEnd.count('to accept it: mvn parity:accept -pl :two -Dparity.includes=wrong/affine:tflite -Dparity.reason="..."') == 1
assert atEnd.count('to accept it: mvn parity:accept -pl :three -Dparity.includes=wrong/affine:tflite -Dparity.reason="..."') == 1
assert atEnd.contains('3 modules, 4 rows: 2 SUCCESS, 2 FAIL (2 regressions, 0 known); report: ')

// With failAt=module, the first module that fails is the last that is evaluated.
assert atModule.contains('BUILD FAILURE')
assert atModule.contains('to accept it: mvn parity:accept -pl :two -Dparity.includes=wrong/affine:tflite')
assert atModule.contains('1 row: 0 SUCCESS, 1 FAIL (1 regression, 0 known)')
assert !(atModule =~ /@ three(?!-)/)
assert !atModule.contains('modules with models')

// What the summary says to do, done.
assert accept.contains('wrong/affine -> tflite: FAIL at compare accepted')
assert new File(basedir, 'two/src/parity/baseline.json').isFile()

// The aggregate.
def results = new JsonSlurper().parse(new File(basedir, 'target/parity-aggregate/results.json'))
assert results.rows.collect { it.suite + '/' + it.example } == ['one/right/affine', 'two/wrong/affine', 'three/right/affine', 'three/wrong/affine']
assert results.summary == [rows: 4, success: 2, fail: 2, cached: 0]
def page = new File(basedir, 'target/site/parity-aggregate/index.html').text
assert page.contains('three/wrong/affine -&gt; tflite')
assert page.contains('../../three/target/parity/models/right/affine/tflite')
assert page.contains('mvn parity:accept -pl :three -Dparity.includes=wrong/affine:tflite')
assert new File(basedir, 'target/parity-aggregate/parity.sarif').text.contains('two/wrong/affine -> tflite')
assert !new File(basedir, 'target/site/parity/index.html').exists()
org.modelparity.testing.FailingBuilds.read(log, 2)
return true
