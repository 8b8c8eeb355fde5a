import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/parity/results.json'))
assert results.rows.size() == 12
assert results.rows.every { it.status == 'SUCCESS' && it.reference == 'golden' }
assert results.rows.findAll { it.target == 'tfjs' }.every { it.runs.collect { it.backend } == ['wasm', 'cpu'] }
return true
