import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/parity/results.json'))
assert results.rows.collect { it.example } == ['<b>c|d', 'e  f']
assert results.rows.every { it.suite == '../../up <script>alert(1)</script> | a' && it.status == 'SUCCESS' }

def html = new File(basedir, 'target/site/parity/index.html').text
assert !html.contains('<script>alert')
assert !html.contains('<img src=x')
assert !html.contains('href="javascript:')
assert html.contains('&lt;b&gt;c|d')

// Below target, the folders of both names are inside of target/parity; nothing is beside the project.
def inside = new File(basedir, 'target/parity/models').canonicalPath
def models = []
new File(basedir, 'target').eachFileRecurse { if (it.name == 'model.tflite') models << it }
assert models.size() == 2
assert models.every { it.canonicalPath.startsWith(inside) }
assert !new File(basedir.parentFile, 'up <script>alert(1)<').exists()
return true
