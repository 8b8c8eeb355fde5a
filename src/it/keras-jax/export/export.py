"""Models that people train with Keras 3 on JAX, and a decoder of a language model in plain JAX.

KERAS_BACKEND=jax python export.py FOLDER. Weights repeat a short table, so that the archives are
small; outputs are what Keras and JAX themselves compute.
"""

import os
import sys
import tempfile

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import jax
import jax.numpy as jnp
import keras
import numpy as np
from jax import export
from keras import layers as L

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../test/fixtures/export"))

from keras_models import archive, save, table

# Models name source files without folders: the same bytes wherever they are made.
jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")

def mobile():
    return keras.applications.MobileNetV2(
        input_shape=(64, 64, 3), alpha=0.35, weights=None, classes=10
    ), (64, 64, 3)


def sequential(shape, *layers):
    x = keras.Input(shape)
    y = x
    for layer in layers:
        y = layer(y)
    return keras.Model(x, y), shape


def separable():
    return sequential(
        (16, 16, 3),
        L.SeparableConv2D(8, 3, padding="same", activation="relu"),
        L.BatchNormalization(),
        L.Conv2DTranspose(4, 3, strides=2, padding="same"),
        L.DepthwiseConv2D(3, strides=2, padding="same"),
    )


def recurrent():
    return sequential(
        (7, 5),
        L.Bidirectional(L.LSTM(6, return_sequences=True)),
        L.GRU(4),
        L.Dense(3, activation="softmax"),
    )


def attention():
    x = keras.Input((6, 16))
    y = L.LayerNormalization()(x)
    y = x + L.MultiHeadAttention(4, 4)(y, y, use_causal_mask=True)
    z = L.Dense(16)(L.Dense(32, activation="gelu")(L.LayerNormalization()(y)))
    return keras.Model(x, y + z), (6, 16)


def causal():
    return sequential(
        (20, 4),
        L.Conv1D(8, 3, padding="causal", dilation_rate=2, activation="relu"),
        L.Conv1D(8, 3, padding="causal", dilation_rate=4, activation="relu"),
        L.GlobalAveragePooling1D(),
        L.Dense(2),
    )


MODELS = {
    "mobilenet_v2": mobile,
    "separable_transposed": separable,
    "bilstm_gru": recurrent,
    "attention": attention,
    "causal_conv1d": causal,
}


def write_keras(name, folder):
    keras.utils.set_random_seed(1)
    model, shape = MODELS[name]()
    save(model, {"x0": table((2,) + shape)}, folder)


WIDTH, DEPTH, LENGTH, HEADS, GROUPS, HIDDEN = 512, 4, 64, 8, 2, 1376


def rms(x, scale):
    return scale * x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-6)


def rotate(x):
    """Rotary position embedding over (length, heads, size)."""
    half = x.shape[-1] // 2
    angles = np.arange(LENGTH)[:, None] * 10000.0 ** (-np.arange(half) / half)
    cos, sin = np.cos(angles)[:, None, :], np.sin(angles)[:, None, :]
    a, b = x[..., :half], x[..., half:]
    return jnp.concatenate([a * cos - b * sin, a * sin + b * cos], -1).astype(x.dtype)


def block(x, p):
    size = WIDTH // HEADS
    y = rms(x, p["norm1"])
    q = rotate((y @ p["q"]).reshape(LENGTH, HEADS, size))
    k = rotate((y @ p["k"]).reshape(LENGTH, GROUPS, size))
    v = (y @ p["v"]).reshape(LENGTH, GROUPS, size)
    k, v = (jnp.repeat(t, HEADS // GROUPS, axis=1) for t in (k, v))
    scores = jnp.einsum("qhd,khd->hqk", q, k) / np.sqrt(size).astype(np.float32)
    mask = jnp.tril(jnp.ones((LENGTH, LENGTH), bool))
    weights = jax.nn.softmax(jnp.where(mask, scores, -1e9), -1)
    x = x + jnp.einsum("hqk,khd->qhd", weights, v).reshape(LENGTH, WIDTH) @ p["o"]
    y = rms(x, p["norm2"])
    return x + (jax.nn.silu(y @ p["gate"]) * (y @ p["up"])) @ p["down"]


def decoder(tokens):
    """Logits of a decoder: RMSNorm, grouped-query attention with rotary embeddings, SwiGLU."""

    def weight(rows, columns, offset):
        return table((rows, columns), offset) / np.sqrt(rows).astype(np.float32)

    embedding = table((256, WIDTH), 5)
    x = jnp.take(embedding, tokens, axis=0)
    small = WIDTH * GROUPS // HEADS
    for layer in range(DEPTH):
        o = 100 * layer
        x = block(
            x,
            dict(
                norm1=1 + 0.1 * table((WIDTH,), o),
                norm2=1 + 0.1 * table((WIDTH,), o + 7),
                q=weight(WIDTH, WIDTH, o + 11),
                k=weight(WIDTH, small, o + 13),
                v=weight(WIDTH, small, o + 17),
                o=weight(WIDTH, WIDTH, o + 19),
                gate=weight(WIDTH, HIDDEN, o + 23),
                up=weight(WIDTH, HIDDEN, o + 29),
                down=weight(HIDDEN, WIDTH, o + 31),
            ),
        )
    return rms(x, 1 + 0.1 * table((WIDTH,), 3)) @ embedding.T / np.sqrt(WIDTH).astype(np.float32)


def write_decoder(folder):
    os.makedirs(folder)
    tokens = (np.abs(table((LENGTH,), 41) * 1000).astype(np.int64) % 256).astype(np.int32)
    exported = export.export(jax.jit(decoder))(jax.ShapeDtypeStruct(tokens.shape, tokens.dtype))
    with open(os.path.join(folder, "model.jaxexport"), "wb") as f:
        f.write(exported.serialize())
    np.savez_compressed(os.path.join(folder, "inputs.npz"), x0=tokens)
    np.savez_compressed(os.path.join(folder, "outputs.npz"), y0=np.asarray(jax.jit(decoder)(tokens)))


def main(target, *names):
    os.makedirs(target, exist_ok=True)
    for name in names or [*MODELS, "decoder"]:
        with tempfile.TemporaryDirectory() as work:
            folder = os.path.join(work, name)
            if name == "decoder":
                write_decoder(folder)
            else:
                write_keras(name, folder)
            archive(folder, os.path.join(target, name + ".zip"))
        print(name, os.path.getsize(os.path.join(target, name + ".zip")), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
