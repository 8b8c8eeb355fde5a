// Loads one .tflite file into LiteRT.js and runs it, in the embedded V8.
// Java puts bytes into the globals parityWasm, parityModel and parityInput.
globalThis.parity = (() => {
  const ARRAYS = {float32: Float32Array, int32: Int32Array, uint8: Uint8Array};
  const parity = {start, load, run, output: undefined};
  let model;

  // LiteRT.js is made for browsers, where it would load this script itself.
  globalThis.importScripts = () => {};

  async function start(script) {
    globalThis.Module = {wasmBinary: new Uint8Array(parityWasm)};
    await litert.loadLiteRt(script);
    parityWasm = undefined;
  }

  async function load() {
    model = await litert.loadAndCompile(new Uint8Array(parityModel), {accelerator: 'wasm'});
    parityModel = undefined;
  }

  async function run(signature, inputs) {
    const feed = {};
    for (const {name, dtype, shape, offset, length} of inputs) {
      feed[name] = new litert.Tensor(new ARRAYS[dtype](parityInput, offset, length), shape);
    }
    const results = await model.run(signature, feed);
    const arrays = Object.values(results).map(tensor => tensor.toTypedArray());
    const described = Object.entries(results).map(([name, tensor], i) => ({
      name,
      dtype: tensor.type.dtype,
      shape: Array.from(tensor.type.layout.dimensions),
      bytes: arrays[i].byteLength,
    }));
    const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + array.byteLength, 0));
    let offset = 0;
    for (const array of arrays) {
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
      offset += array.byteLength;
    }
    parity.output = bytes.buffer;
    Object.values(feed).forEach(tensor => tensor.delete());
    Object.values(results).forEach(tensor => tensor.delete());
    return JSON.stringify(described);
  }

  return parity;
})();
