import groovy.json.JsonSlurper

def read = { new JsonSlurper().parse(new File(basedir, "target/$it/results.json")) }
assert read('one').shard == '1/2'
assert read('one').rows.collect { it.example } == ['affine']
assert read('two').rows.collect { it.example } == ['dense']

def merged = read('parity')
assert merged.shard == null
assert merged.rows.collect { it.example } == ['affine', 'dense']
assert merged.summary == [rows: 2, success: 2, fail: 0, cached: 0]
def table = new File(basedir, 'target/site/parity/index.md').text
assert table.contains('| affine | SUCCESS |')
assert table.contains('| dense | SUCCESS |')

def log = new File(basedir, 'build.log').text
assert log.contains('of 2 shards, these are missing: 1/2; merge when all have finished')
org.modelparity.testing.FailingBuilds.read(log, 1)
return true
