import groovy.json.JsonSlurper

def first = context.get('first')
assert first.awaitEnd() == 0 : first.log()
def waiting = "Another build writes to ${new File(basedir, 'target/parity')}; waiting for its end."
assert !first.log().contains(waiting)
def second = new File(basedir, 'build.log').text
assert second.contains(waiting)
[first.log(), second].each { log ->
  assert log.contains('4 rows: 4 SUCCESS, 0 FAIL (0 regressions, 0 known); report: ')
  (1..4).each { assert log.count("[$it/4] ") == 1 }
}

def results = new JsonSlurper().parse(new File(basedir, 'target/parity/results.json'))
assert results.summary == [rows: 4, success: 4, fail: 0, cached: 0]
assert new File(basedir, 'target/parity/TEST-right.xml').text.contains('tests="4"')
assert new File(basedir, 'target/site/parity/index.html').text.trim().endsWith('</html>')
assert new File(basedir, 'target/site/parity/index.md').text.count('| SUCCESS |') == 4
return true
