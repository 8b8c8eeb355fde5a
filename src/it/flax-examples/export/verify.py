"""Checks committed examples: python verify.py FORM ...

Runs every model of the forms, as it lies in ../models, and compares its outputs with outputs.npz
(relative tolerance 1e-4, absolute 1e-5). Ends with status 1 where one differs. Run it under the JAX
that exported the form. The further form "parameters" prints a checksum of each example's parameters
and inputs, which must be the same under both versions of JAX.
"""

import contextlib
import dataclasses
import os
import sys
import tempfile
import zipfile
import zlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import numpy as np

from examples import EXAMPLES, variables

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "models")


@contextlib.contextmanager
def opened(form, name):
    """The folder of an example, unpacked where it is committed as an archive."""
    folder = os.path.join(MODELS, form, name)
    if os.path.isdir(folder):
        yield folder
        return
    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(folder + ".zip") as z:
            z.extractall(unpacked)
        yield unpacked


def arrays(folder, file):
    with np.load(os.path.join(folder, file)) as data:
        return {name: data[name] for name in data.files}


def read(folder, file):
    with open(os.path.join(folder, file), "rb") as f:
        return f.read()


def run_saved_model(folder, inputs):
    import tensorflow as tf

    serve = tf.saved_model.load(folder).signatures["serving_default"]
    got = serve(**{name: tf.constant(x) for name, x in inputs.items()})
    return {name: y.numpy() for name, y in got.items()}


def run_jaxexport(folder, inputs):
    from jax import export

    results = export.deserialize(bytearray(read(folder, "model.jaxexport"))).call(
        *[inputs[f"x{i}"] for i in range(len(inputs))]
    )
    return {f"y{i}": np.asarray(y) for i, y in enumerate(results)}


def run_mlirbc(folder, inputs):
    """A bare module has no signature that JAX could call: lends it that of a stand-in."""
    from jax import export

    zeros = tuple(np.zeros_like(y) for _, y in sorted(arrays(folder, "outputs.npz").items()))
    xs = [inputs[f"x{i}"] for i in range(len(inputs))]
    stand_in = export.export(jax.jit(lambda *_: zeros, keep_unused=True))(*xs)
    module = read(folder, "model.mlirbc")
    results = dataclasses.replace(stand_in, mlir_module_serialized=module).call(*xs)
    return {f"y{i}": np.asarray(y) for i, y in enumerate(results)}


def runner(folder):
    if os.path.exists(os.path.join(folder, "model.jaxexport")):
        return run_jaxexport
    if os.path.exists(os.path.join(folder, "model.mlirbc")):
        return run_mlirbc
    return run_saved_model


def signature(values):
    return " ".join(f"{n}:{v.dtype}{list(v.shape)}" for n, v in sorted(values.items()))


def check(form, name):
    """Prints one row; true where the model's outputs equal JAX's."""
    with opened(form, name) as folder:
        inputs, expected = arrays(folder, "inputs.npz"), arrays(folder, "outputs.npz")
        got = runner(folder)(folder, inputs)
    if got.keys() != expected.keys():
        print(f"{form:18} {name:11} DIFFERS: outputs {sorted(got)}, not {sorted(expected)}")
        return False
    right = all(
        got[n].shape == y.shape and got[n].dtype == y.dtype and np.allclose(got[n], y, 1e-4, 1e-5)
        for n, y in expected.items()
    )
    worst = max(float(np.max(np.abs(got[n] - y))) for n, y in expected.items())
    largest = max(float(np.max(np.abs(y))) for y in expected.values())
    print(
        f"{form:18} {name:11} {'equal' if right else 'DIFFERS':8}"
        f"max abs error {worst:.1e} of values up to {largest:.1e}; "
        f"{signature(inputs)} -> {signature(expected)}",
        flush=True,
    )
    return right


def checksum(tree):
    sum_ = 0
    for leaf in jax.tree_util.tree_leaves(tree):
        sum_ = zlib.crc32(np.ascontiguousarray(np.asarray(leaf)).tobytes(), sum_)
    return f"{sum_:08x}"


def print_checksums():
    for name, example in EXAMPLES.items():
        inputs = [example.inputs(k) for k in ((0, 1) if name == "imagenet" else (0, 1, 2, 3))]
        print(f"{name:11} parameters {checksum(variables(name))} inputs {checksum(inputs)}")


def main(*forms):
    right = True
    for form in forms:
        if form == "parameters":
            print_checksums()
            continue
        for name in EXAMPLES:
            right &= check(form, name)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
