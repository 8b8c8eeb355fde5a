// Runs TF.js graph models and compares: node run.mjs BACKEND NODE_MODULES CONVERTED MODELS
// Prints a line a model: right, WRONG or FAIL.
import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { inflateRawSync } from "node:zlib";

const [backend, modules, converted, models] = process.argv.slice(2);
const require = createRequire(resolve(modules) + "/");
const tf = require("@tensorflow/tfjs-core");
const { loadGraphModel } = require("@tensorflow/tfjs-converter");
require("@tensorflow/tfjs-backend-cpu");
const wasm = require("@tensorflow/tfjs-backend-wasm");
wasm.setWasmPaths(resolve(modules, "@tensorflow/tfjs-backend-wasm/dist") + "/");
await tf.setBackend(backend);
await tf.ready();

/** The arrays of an NPZ file, in file order. */
function npz(file) {
  const data = readFileSync(file);
  const arrays = new Map();
  let end = data.length - 22;
  while (data.readUInt32LE(end) !== 0x06054b50) end--;
  let at = data.readUInt32LE(end + 16);
  for (let i = data.readUInt16LE(end + 10); i > 0; i--) {
    const name = data.toString("utf8", at + 46, at + 46 + data.readUInt16LE(at + 28));
    const local = data.readUInt32LE(at + 42);
    const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
    const bytes = data.subarray(start, start + data.readUInt32LE(at + 20));
    arrays.set(name.replace(/\.npy$/, ""), npy(data.readUInt16LE(at + 10) ? inflateRawSync(bytes) : bytes));
    at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return arrays;
}

function npy(bytes) {
  const length = bytes[6] === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  const start = (bytes[6] === 1 ? 10 : 12) + length;
  const header = bytes.toString("latin1", start - length, start);
  const shape = header.match(/'shape': \(([^)]*)\)/)[1].split(",").filter((d) => d.trim()).map(Number);
  const type = header.match(/'descr': '[<|]?([a-z0-9]+)'/)[1];
  const body = bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length);
  if (type === "f4") return { shape, dtype: "float32", values: new Float32Array(body) };
  if (type === "i4") return { shape, dtype: "int32", values: new Int32Array(body) };
  if (type === "i8") return { shape, dtype: "int32", values: Int32Array.from(new BigInt64Array(body), Number) };
  if (type === "b1") return { shape, dtype: "bool", values: new Uint8Array(body) };
  throw new Error("arrays of type " + type);
}

function close(actual, expected) {
  return actual.length === expected.length && expected.every((e, i) =>
    Object.is(actual[i], e) || Math.abs(actual[i] - e) <= 1e-5 + 1e-4 * Math.abs(e) || (Number.isNaN(e) && Number.isNaN(actual[i])));
}

async function evaluate(name) {
  const folder = join(converted, name);
  if (!existsSync(join(folder, "model.json"))) return "FAIL not converted";
  const description = JSON.parse(readFileSync(join(folder, "model.json")));
  const shards = description.weightsManifest.flatMap((g) => g.paths).map((p) => readFileSync(join(folder, p)));
  const weightData = new Uint8Array(Buffer.concat(shards)).buffer;
  const model = await loadGraphModel({
    load: async () => ({
      modelTopology: description.modelTopology,
      weightSpecs: description.weightsManifest.flatMap((g) => g.weights),
      weightData,
      signature: description.signature,
    }),
  });
  const inputs = npz(join(models, name, "inputs.npz"));
  const keys = Object.keys(description.signature.inputs).sort();
  const named = keys.every((k) => inputs.has(k));
  const files = [...inputs.keys()];
  const feeds = {};
  keys.forEach((key, i) => {
    const array = inputs.get(named ? key : files[i]);
    feeds[description.signature.inputs[key].name.split(":")[0]] = tf.tensor(array.values, array.shape, array.dtype);
  });
  const outputs = Object.keys(description.signature.outputs).sort().map((k) => description.signature.outputs[k].name.split(":")[0]);
  const results = [await model.executeAsync(feeds, outputs)].flat();
  const golden = [...npz(join(models, name, "outputs.npz")).values()];
  for (let i = 0; i < golden.length; i++) {
    if (!close(await results[i].data(), golden[i].values)) return "WRONG";
  }
  return "right";
}

for (const name of readdirSync(models).sort()) {
  let verdict;
  try {
    verdict = await evaluate(name);
  } catch (e) {
    verdict = "FAIL " + String(e.message ?? e).split("\n")[0].slice(0, 100);
  }
  console.log(name, verdict);
}
