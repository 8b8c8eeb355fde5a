"""Writes the StableHLO artifacts that the reader's tests use. Needs jax 0.10.2.

basic-<version>.mlirbc: one program in several versions of VHLO and MLIR bytecode.
wide.mlirbc: what only newer versions can hold, with debug locations.
symbolic.mlirbc: a symbolic batch dimension.
refused.mlirbc: two operations that no target has.
bits.mlirbc: random bits from a constant state; they are printed.
"""

import os

import jax
import jax.numpy as jnp
import numpy as np
from jax import export
from jax._src.interpreters import mlir
from jaxlib.mlir.dialects import stablehlo

# Debug locations without the folders of whoever runs this.
jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")

HERE = os.path.dirname(os.path.abspath(__file__))
MASK = np.arange(24).reshape(4, 6) % 5 == 0


def basic(x, kernel):
    image = x.reshape(1, 4, 6, 1)
    y = jax.lax.conv_general_dilated(
        image, kernel, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    y = jnp.where(MASK, x, -1.0).sum() + y
    ordered = jnp.sort(x, axis=1)
    best = jnp.argmax(x, axis=1)
    looped = jax.lax.while_loop(
        lambda s: s[0] < 3, lambda s: (s[0] + 1, s[1] * 1.5), (0, ordered))[1]
    table = jnp.zeros((3, 6)).at[best[:3] % 3].add(x[:3])
    gradient = jax.grad(lambda v: jax.lax.reduce_window(
        v, -jnp.inf, jax.lax.max, (2, 2), (2, 2), "VALID").sum())(x)
    return y, looped, best, table, gradient, jnp.full((2,), 7, jnp.uint8)


def wide(x):
    values, indices = jax.lax.top_k(x, 2)
    spectrum = jnp.fft.fft(x.astype(jnp.complex64))
    branch = jax.lax.switch(indices[0, 0], [jnp.sin, jnp.cos, jnp.tan], x)
    return values, indices, jax.scipy.special.erf(x), spectrum, branch, x.astype(jnp.bfloat16)


def refused(x):
    values = jnp.linalg.eigvalsh(x)
    return jnp.linalg.svd(x, compute_uv=False) + 1, values * 2, x + 1


def bits(x):
    state, drawn = jax.lax.rng_bit_generator(np.array([1, 2, 3, 4], np.uint32), (5,), np.uint32)
    return drawn, state, x


def artifact(function, arguments, version=None):
    exported = export.export(jax.jit(function), platforms=["cpu"])(*arguments)
    if version is None:
        return exported.mlir_module_serialized
    with mlir.make_ir_context() as context, context:
        module = mlir.ir.Module.parse(exported.mlir_module())
        return stablehlo.serialize_portable_artifact(module, version)


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)


def main():
    shapes = (jax.ShapeDtypeStruct((4, 6), np.float32),
              jax.ShapeDtypeStruct((3, 3, 1, 2), np.float32))
    for version in ("0.9.0", "0.11.0", "0.13.0", "0.14.0", "0.15.0", "1.0.0", "1.7.0", "1.13.0"):
        write(f"basic-{version}.mlirbc", artifact(basic, shapes, version))
    write("wide.mlirbc", artifact(wide, shapes[:1]))
    square = (jax.ShapeDtypeStruct((3, 3), np.float32),)
    write("refused.mlirbc", artifact(refused, square))
    write("bits.mlirbc", artifact(bits, square))
    print([np.asarray(v).tolist() for v in bits(np.float32(0))[:2]])
    batch = export.symbolic_shape("b, 6")
    write("symbolic.mlirbc", artifact(
        lambda x: jnp.tanh(x.reshape(x.shape[0], 2, 3) + x.shape[0]),
        (jax.ShapeDtypeStruct(batch, np.float32),)))


if __name__ == "__main__":
    main()
