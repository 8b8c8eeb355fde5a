"""The ten examples: model, parameters and inputs, the same under every version of JAX."""

import zlib
from typing import Any, Callable, NamedTuple

import jax
import numpy as np

from pixelcnn import PixelCnn
from recurrent import Seq2seq, Sst2
from transformers import Lm1b, NlpSeq, Wmt
from vision import ActorCritic, Mnist, ResNet50, VaeDecoder

# Parameters repeat this table, scaled for each layer, so that an archive of 94 MB of them is small.
# Its length is a prime, so that no two channels of a layer are alike.
TABLE = np.random.RandomState(997).standard_normal(997).astype(np.float32)


class Example(NamedTuple):
    model: Any
    inputs: Callable[[int], list]
    cached: bool = False
    sampled: bool = False


def table(shape, offset, step=1):
    count = int(np.prod(shape))
    return TABLE[(offset + step * np.arange(count)) % len(TABLE)].reshape(shape)


def images(shape, set_number):
    """Every image walks through the table in steps of its own."""
    batch = [table(shape[1:], 31 * i, 1 + i + 10 * set_number) for i in range(shape[0])]
    return np.stack(batch).astype(np.float32)


def tokens(values, dtype=np.float32):
    return np.asarray(values, dtype=dtype)


def one_hot(ids, size):
    return np.eye(size, dtype=np.float32)[np.asarray(ids)]


def edges(shape, set_number):
    """Moderate values first; then negative, large and zero ones among them."""
    x = images(shape, set_number)
    if set_number == 1:
        x = -np.abs(x)
    if set_number == 2:
        x = 20 * x
    if set_number == 3:
        x = np.where(np.abs(x) < 0.7, 0, x)
    return x.astype(np.float32)


def pixels(shape, set_number):
    x = np.tanh(images(shape, set_number))
    if set_number == 1:
        x = np.sign(x)
    return (np.round((x + 1) * 127.5) / 127.5 - 1).astype(np.float32)


def atari(shape, set_number):
    x = np.round(np.clip(128 + 60 * images(shape, set_number), 0, 255))
    return (255 * (x > 128) if set_number == 1 else x).astype(np.float32)


EXAMPLES = {
    "imagenet": Example(ResNet50(), lambda k: [images((8, 224, 224, 3), k)]),
    "lm1b": Example(
        Lm1b(),
        lambda k: [tokens([[[3], [5]], [[0], [7]], [[1], [1]], [[6], [2]]][k])],
        cached=True,
    ),
    "mnist": Example(Mnist(), lambda k: [edges((1, 28, 28, 1), k)]),
    "nlp_seq": Example(
        NlpSeq(), lambda k: [tokens([[[2], [6]], [[0], [7]], [[1], [1]], [[5], [0]]][k])]
    ),
    "pixelcnn++": Example(PixelCnn(), lambda k: [pixels((1, 32, 32, 3), k)]),
    "ppo": Example(ActorCritic(), lambda k: [atari((1, 8, 8, 4), k)]),
    "seq2seq": Example(
        Seq2seq(),
        lambda k: [
            one_hot([[[3, 7]], [[1, 4]], [[14, 1]], [[0, 0]]][k], 15),
            one_hot([[[2, 9]], [[1, 0]], [[5, 13]], [[14, 1]]][k], 15),
        ],
        sampled=True,
    ),
    "sst2": Example(
        Sst2(),
        lambda k: [
            tokens(
                [
                    [[2, 4, 3], [2, 6, 3]],
                    [[12, 0, 0], [5, 11, 7]],
                    [[1, 1, 1], [8, 9, 0]],
                    [[10, 3, 0], [4, 0, 0]],
                ][k],
                np.int32,
            ),
            tokens([[2, 3], [1, 3], [3, 2], [2, 1]][k], np.int32),
        ],
    ),
    "vae": Example(VaeDecoder(), lambda k: [edges((1, 8, 8, 3), k)]),
    "wmt": Example(
        Wmt(),
        lambda k: [
            tokens([[[4], [6]], [[0], [3]], [[7], [1]], [[2], [0]]][k]),
            tokens([[[1], [5]], [[2], [0]], [[7], [7]], [[0], [3]]][k]),
        ],
        cached=True,
    ),
}


def parameter(path, shape):
    """One parameter from the table; the layer's name decides where in the table it begins."""
    kind = path.rsplit("/", 1)[-1]
    values = table(shape, zlib.crc32(path.encode()) % len(TABLE))
    if "mean" in kind:
        return 0.1 * values
    if "var" in kind:
        return 1 + 0.2 * np.abs(values)
    if "scale" in kind:
        return (0.5 if "BatchNorm_2" in path else 1) + 0.1 * values
    if "bias" in kind:
        return 0.1 * values
    if "embedding" in kind:
        return values
    return values * np.float32(1.3 / np.sqrt(np.prod(shape[:-1])))


def path_of(keys):
    return "/".join(str(getattr(k, "key", getattr(k, "name", k))) for k in keys)


def variables(name):
    """The model's variables: parameters and statistics from the table, an empty cache."""
    example = EXAMPLES[name]
    keys = {"params": jax.random.PRNGKey(0), "lstm": jax.random.PRNGKey(1)}
    shapes = jax.eval_shape(lambda: example.model.init(keys, *example.inputs(0)))

    def fill(keys, leaf):
        path = path_of(keys)
        if path.startswith("cache"):
            return np.zeros(leaf.shape, leaf.dtype)
        return parameter(path, leaf.shape).astype(np.float32)

    return jax.tree_util.tree_map_with_path(fill, shapes)


def function(name):
    """f(variables, *inputs), which returns a tuple of outputs."""
    example = EXAMPLES[name]

    def apply(values, *inputs):
        rngs = {"lstm": jax.random.PRNGKey(2)} if example.sampled else None
        if example.cached:
            outputs, _ = example.model.apply(values, *inputs, rngs=rngs, mutable=["cache"])
        else:
            outputs = example.model.apply(values, *inputs, rngs=rngs)
        return outputs if isinstance(outputs, tuple) else (outputs,)

    return apply
