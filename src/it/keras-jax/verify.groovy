import groovy.json.JsonSlurper

def results = new JsonSlurper().parse(new File(basedir, 'target/parity/results.json'))
assert results.rows.size() == 20
assert results.rows.every { it.status == 'SUCCESS' && it.reference == 'golden' }
assert results.rows.findAll { it.target == 'tfjs' && it.suite == 'keras-jax' }.every { it.runs.collect { it.backend } == ['wasm', 'cpu'] }

// Keras exports with a symbolic batch, which stays free; the decoder has one size.
def row = { suite, example, target -> results.rows.find { it.suite == suite && it.example == example && it.target == target } }
def free = { it.notes.any { note -> note.startsWith('the batch is free: (b, ...), checked at b = 2, ') } }
results.rows.findAll { it.suite == 'keras-jax' }.each { assert free(it) == (it.example != 'decoder') : it.notes }

// The golden outputs are compared with the original too, where TensorFlow can run that.
assert row('keras-jax', 'mobilenet_v2', 'tflite').legs.any { it.from == 'golden' && it.to == 'SavedModel' && it.status == 'SUCCESS' }

// One model for two batches; another length of the sequence has a model of its own.
def rows = row('symbolic', 'rows', 'tflite')
assert rows.runs.collect { it.inputs } == [null, 'inputs-1', 'inputs-2']
def models = new File(basedir, 'target/parity/models/symbolic/rows/tflite')
assert models.list().sort() == ['inputs-2', 'model.tflite']
def square = row('symbolic', 'square', 'tfjs')
assert square.notes.any { it.startsWith('the batch is fixed: ') }

// Every signature that has archives is an example.
assert results.rows.findAll { it.suite == 'signatures' }.collect { it.example }.unique() == ['affine', 'affine@backward']
assert new File(basedir, 'target/parity/models/signatures/affine%40backward/tfjs/model.json').file
return true
