"""Writes the examples in one form: python export.py FORM FOLDER [EXAMPLE ...]

FORM is jax-0.12, jaxexport or mlirbc (current JAX), or jax-0.4-graph, jax-0.4-graph-xla or
jax-0.4-native (JAX 0.4.30), or inputs: further inputs and outputs for tests.
"""

import os
import shutil
import sys
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import numpy as np

from examples import EXAMPLES, function, variables

# Artifacts name source files without folders: the same bytes wherever they are made.
jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")

ZIP_ABOVE = 200_000


def golden(name, values, inputs):
    outputs = jax.jit(function(name))(values, *inputs)
    return {f"y{i}": np.asarray(y) for i, y in enumerate(outputs)}


def named(inputs):
    return {f"x{i}": x for i, x in enumerate(inputs)}


def save_model(name, values, inputs, folder, **options):
    import tensorflow as tf
    from jax.experimental import jax2tf

    leaves, structure = jax.tree_util.tree_flatten(values)
    converted = jax2tf.convert(
        lambda flat, *xs: function(name)(jax.tree_util.tree_unflatten(structure, flat), *xs),
        with_gradient=False,
        **options,
    )
    module = tf.Module()
    module.params = [tf.Variable(leaf, trainable=False) for leaf in leaves]
    specs = [tf.TensorSpec(x.shape, x.dtype, name=n) for n, x in named(inputs).items()]

    @tf.function(autograph=False, input_signature=specs)
    def serve(*xs):
        return {f"y{i}": y for i, y in enumerate(converted(module.params, *xs))}

    module.serve = serve
    tf.saved_model.save(
        module, folder, signatures={"serving_default": serve.get_concrete_function()}
    )
    shutil.rmtree(os.path.join(folder, "assets"), ignore_errors=True)
    fingerprint = os.path.join(folder, "fingerprint.pb")
    if os.path.exists(fingerprint):
        os.remove(fingerprint)


def check(name, folder, inputs, outputs):
    """Runs the SavedModel in this TensorFlow and says how far it is from JAX."""
    import tensorflow as tf

    serve = tf.saved_model.load(folder).signatures["serving_default"]
    got = serve(**{n: tf.constant(x) for n, x in named(inputs).items()})
    worst = max(float(np.max(np.abs(got[n].numpy() - y))) for n, y in outputs.items())
    right = all(np.allclose(got[n].numpy(), y, 1e-4, 1e-5) for n, y in outputs.items())
    return f"TensorFlow {'equals' if right else 'DIFFERS FROM'} JAX, max abs {worst:.1e}"


def write(name, form, folder):
    values = jax.tree_util.tree_map(np.asarray, variables(name))
    inputs = EXAMPLES[name].inputs(0)
    outputs = golden(name, values, inputs)
    os.makedirs(folder)
    np.savez_compressed(os.path.join(folder, "inputs.npz"), **named(inputs))
    np.savez_compressed(os.path.join(folder, "outputs.npz"), **outputs)
    spread = min(float(np.std(y)) for y in outputs.values())
    if form in ("jaxexport", "mlirbc"):
        from jax import export

        exported = export.export(jax.jit(lambda *xs: function(name)(values, *xs)))(
            *[jax.ShapeDtypeStruct(x.shape, x.dtype) for x in inputs]
        )
        data = exported.serialize() if form == "jaxexport" else exported.mlir_module_serialized
        with open(os.path.join(folder, f"model.{form}"), "wb") as f:
            f.write(data)
        return f"std {spread:.1e}"
    options = {
        "jax-0.12": {},
        "jax-0.4-graph": dict(native_serialization=False, enable_xla=False),
        "jax-0.4-graph-xla": dict(native_serialization=False, enable_xla=True),
        "jax-0.4-native": dict(native_serialization=True),
    }[form]
    save_model(name, values, inputs, folder, **options)
    return f"std {spread:.1e}, " + check(name, folder, inputs, outputs)


def pack(folder):
    """Makes one archive of a folder that is too large to be committed as it is."""
    files = sorted(
        os.path.relpath(os.path.join(parent, f), folder)
        for parent, _, names in os.walk(folder)
        for f in names
    )
    size = sum(os.path.getsize(os.path.join(folder, f)) for f in files)
    if size <= ZIP_ABOVE:
        return
    with zipfile.ZipFile(folder + ".zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for f in files:
            entry = zipfile.ZipInfo(f.replace(os.sep, "/"), (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(os.path.join(folder, f), "rb") as source:
                z.writestr(entry, source.read())
    shutil.rmtree(folder)


def further_inputs(name, folder):
    values = variables(name)
    os.makedirs(folder)
    for k in (1,) if name == "imagenet" else (1, 2, 3):
        inputs = EXAMPLES[name].inputs(k)
        np.savez_compressed(os.path.join(folder, f"inputs-{k}.npz"), **named(inputs))
        np.savez_compressed(
            os.path.join(folder, f"outputs-{k}.npz"), **golden(name, values, inputs)
        )
    return "further inputs"


def main(form, target, *names):
    for name in names or EXAMPLES:
        folder = os.path.join(target, name)
        shutil.rmtree(folder, ignore_errors=True)
        if os.path.exists(folder + ".zip"):
            os.remove(folder + ".zip")
        if form == "inputs":
            report = further_inputs(name, folder)
        else:
            report = write(name, form, folder)
            pack(folder)
        print(f"{form}/{name}: {report}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
