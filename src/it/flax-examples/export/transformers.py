"""The three Transformers of the Flax examples: nlp_seq, lm1b and wmt."""

from typing import Any

import jax.numpy as jnp
import numpy as np
from flax import linen as nn
from jax import lax


class Config:
    """The sizes that the 2021 evaluation used."""

    vocabulary = 8
    embedding = 4
    heads = 1
    layers = 1
    qkv = 2
    mlp = 2
    max_length = 2


def sinusoids(max_length, features):
    """A fixed table of positions, shape (1, max_length, features)."""
    table = np.zeros((max_length, features), dtype=np.float32)
    position = np.arange(max_length)[:, np.newaxis]
    half = features // 2
    scale = np.exp(np.arange(half) * (-np.log(10000.0) / max(half - 1, 1)))
    table[:, :half] = np.sin(position * scale)
    table[:, half : 2 * half] = np.cos(position * scale)
    return jnp.asarray(table[np.newaxis])


def shift_right(x):
    """Moves tokens one place to the right; the first becomes padding."""
    return jnp.pad(x, ((0, 0), (1, 0)), constant_values=x.dtype.type(0))[:, :-1]


class Positions(nn.Module):
    """Adds position embeddings: a fixed table, or a learned one; with a cached index when decoding."""

    learned: bool = False
    decode: bool = False

    @nn.compact
    def __call__(self, x):
        length, features = x.shape[1:]
        if self.learned:
            table = self.param(
                "pos_embedding", nn.initializers.normal(), (1, Config.max_length, features)
            )
        else:
            table = sinusoids(Config.max_length, features)
        positions = table[:, :length, :]
        if self.decode:
            decoding = self.has_variable("cache", "cache_index")
            index = self.variable("cache", "cache_index", lambda: jnp.array(0, dtype=jnp.uint32))
            if decoding:
                i = index.value
                index.value = i + 1
                positions = lax.dynamic_slice(table, jnp.array((0, i, 0)), (1, 1, features))
        return x + positions


def attention(name=None, decode=False):
    return nn.MultiHeadDotProductAttention(
        num_heads=Config.heads,
        qkv_features=Config.qkv,
        use_bias=False,
        broadcast_dropout=False,
        dropout_rate=0.0,
        deterministic=True,
        decode=decode,
        name=name,
    )


class Mlp(nn.Module):
    activation: Any = nn.relu

    @nn.compact
    def __call__(self, x):
        features = x.shape[-1]
        return nn.Dense(features)(self.activation(nn.Dense(Config.mlp)(x)))


class EncoderBlock(nn.Module):
    activation: Any = nn.relu
    decode: bool = False

    @nn.compact
    def __call__(self, x, mask=None):
        y = nn.LayerNorm()(x)
        x = attention("SelfAttention_0", self.decode)(y, y, mask=mask) + x
        return x + Mlp(self.activation)(nn.LayerNorm()(x))


class DecoderBlock(nn.Module):
    """Self attention with a cache, then attention to the encoder's output."""

    decode: bool = True

    @nn.compact
    def __call__(self, targets, encoded, decoder_mask=None, cross_mask=None):
        x = nn.LayerNorm()(targets)
        x = attention("SelfAttention_0", self.decode)(x, x, mask=decoder_mask) + targets
        y = nn.LayerNorm()(x)
        y = attention("CrossAttention_0")(y, encoded, mask=cross_mask) + x
        return y + Mlp()(nn.LayerNorm()(y))


class NlpSeq(nn.Module):
    """Tagging: an encoder with learned positions and elu in its feed-forward layers."""

    @nn.compact
    def __call__(self, tokens):
        mask = (tokens > 0)[..., None]
        x = nn.Embed(Config.vocabulary, Config.embedding)(tokens.astype("int32"))
        x = Positions(learned=True)(x)
        attention_mask = nn.make_attention_mask(mask[..., 0], mask[..., 0])
        for _ in range(Config.layers):
            x = EncoderBlock(nn.elu)(x, attention_mask)
        return nn.Dense(Config.vocabulary)(nn.LayerNorm()(x))


class Lm1b(nn.Module):
    """A decoder-only language model that decodes one token at a time from its cache."""

    decode: bool = True

    @nn.compact
    def __call__(self, tokens):
        if self.decode:
            mask = None
        else:
            mask = nn.combine_masks(
                nn.make_attention_mask(tokens > 0, tokens > 0), nn.make_causal_mask(tokens)
            )
        y = tokens.astype("int32")
        if not self.decode:
            y = shift_right(y)
        y = nn.Embed(Config.vocabulary, Config.embedding)(y)
        y = Positions(decode=self.decode)(y)
        for _ in range(Config.layers):
            y = EncoderBlock(decode=self.decode)(y, mask)
        return nn.Dense(Config.vocabulary)(nn.LayerNorm()(y))


class Wmt(nn.Module):
    """Translation: an encoder, and a decoder that works one token at a time from its cache."""

    decode: bool = True

    @nn.compact
    def __call__(self, inputs, targets):
        x = nn.Embed(Config.vocabulary, Config.embedding)(inputs.astype("int32"))
        x = Positions(name="posembed_input")(x)
        encoder_mask = nn.make_attention_mask(inputs > 0, inputs > 0)
        for _ in range(Config.layers):
            x = EncoderBlock()(x, encoder_mask)
        encoded = nn.LayerNorm()(x)

        if self.decode:
            decoder_mask = None
            cross_mask = nn.make_attention_mask(jnp.ones_like(targets) > 0, inputs > 0)
        else:
            decoder_mask = nn.combine_masks(
                nn.make_attention_mask(targets > 0, targets > 0), nn.make_causal_mask(targets)
            )
            cross_mask = nn.make_attention_mask(targets > 0, inputs > 0)
        y = targets.astype("int32")
        if not self.decode:
            y = shift_right(y)
        y = nn.Embed(Config.vocabulary, Config.embedding)(y)
        y = Positions(decode=self.decode, name="posembed_output")(y)
        for _ in range(Config.layers):
            y = DecoderBlock(self.decode)(y, encoded, decoder_mask, cross_mask)
        return nn.Dense(Config.vocabulary)(nn.LayerNorm()(y))
