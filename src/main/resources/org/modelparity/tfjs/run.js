// Loads one graph model into TF.js and runs it: the same code in the embedded V8 and in a browser.
// Java puts bytes into the globals parityWasm, parityModel, parityWeights and parityInput.
globalThis.parity = (() => {
  const ARRAYS = {float32: Float32Array, int32: Int32Array, bool: Uint8Array};
  // What tfjs-converter calls control flow and dynamic shape: execute() refuses these.
  const ASYNCHRONOUS = new Set(['StatelessIf', 'StatelessWhile', 'Where',
    'NonMaxSuppressionV2', 'NonMaxSuppressionV3', 'NonMaxSuppressionV5']);
  const parity = {start, load, run, output: undefined};
  let model, signature, asynchronous;

  async function start(backend) {
    const environment = tf.env();
    if (backend === 'wasm') {
      environment.platform.fetch =
          async () => ({ok: true, arrayBuffer: async () => parityWasm});
      tf.wasm.setWasmPaths('/', true);
    }
    if (backend === 'webgl') {
      environment.set('WEBGL_CPU_FORWARD', false);
    }
    if (backend === 'webgpu') {
      environment.set('WEBGPU_CPU_FORWARD', false);
    }
    if (!await tf.setBackend(backend)) {
      const said = (globalThis.$console || []).slice(-1);
      throw new Error(`TF.js could not start its backend ${backend} here: ${said}`);
    }
    await tf.ready();
    if (backend === 'webgl' && !environment.getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
      throw new Error('this WebGL renders to float16 textures only, which is too inexact to compare');
    }
    return tf.version_core;
  }

  async function load() {
    const {weightsManifest, ...artifacts} = JSON.parse(new TextDecoder().decode(parityModel));
    artifacts.weightSpecs = weightsManifest.flatMap(group => group.weights);
    artifacts.weightData = parityWeights;
    signature = artifacts.signature;
    asynchronous = artifacts.modelTopology.node.some(node => ASYNCHRONOUS.has(node.op));
    model = await tf.loadGraphModel({load: async () => artifacts});
    parityModel = parityWeights = undefined;
    return artifacts.modelTopology.node.length;
  }

  async function run(inputs) {
    const feed = {};
    for (const {name, dtype, shape, offset, length} of inputs) {
      feed[name] = tf.tensor(new ARRAYS[dtype](parityInput, offset, length), shape, dtype);
    }
    const names = Object.keys(signature.outputs);
    const executed =
        asynchronous ? await model.executeAsync(feed, names) : model.execute(feed, names);
    const results = Array.isArray(executed) ? executed : [executed];
    const described = await collect(names, results);
    tf.dispose(feed);
    tf.dispose(results);
    return JSON.stringify(described);
  }

  async function collect(names, results) {
    const arrays = [];
    for (const result of results) {
      const kind = ARRAYS[result.dtype];
      if (!kind) {
        throw new Error(`an output has the type ${result.dtype}`);
      }
      const data = await result.data();
      // The cpu backend may hold doubles where the type says float32.
      arrays.push(data instanceof kind ? data : kind.from(data));
    }
    const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + array.byteLength, 0));
    let offset = 0;
    const described = results.map((result, i) => {
      const array = arrays[i];
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
      offset += array.byteLength;
      return {name: names[i], dtype: result.dtype, shape: result.shape, bytes: array.byteLength};
    });
    parity.output = bytes.buffer;
    return described;
  }

  return parity;
})();
