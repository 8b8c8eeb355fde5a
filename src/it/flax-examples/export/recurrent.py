"""The two recurrent Flax examples: seq2seq and sst2."""

import functools

import jax
import jax.numpy as jnp
from flax import linen as nn

scan = functools.partial(nn.scan, variable_broadcast="params", in_axes=1, out_axes=1)


class EncoderStep(nn.Module):
    """One step of the encoder; the state stays as it was once the end token has been seen."""

    hidden: int
    end: int

    @functools.partial(scan, split_rngs={"params": False})
    @nn.compact
    def __call__(self, carry, x):
        state, ended = carry
        new_state, y = nn.LSTMCell(self.hidden)(state, x)
        kept = tuple(
            jnp.where(ended[:, None], old, new) for new, old in zip(new_state, state)
        )
        ended = jnp.logical_or(ended, x[:, self.end])
        return (kept, ended), y


class DecoderStep(nn.Module):
    """One step of the decoder, fed with the true token; it samples a token all the same."""

    hidden: int
    vocabulary: int

    @functools.partial(scan, split_rngs={"params": False, "lstm": True})
    @nn.compact
    def __call__(self, state, x):
        state, y = nn.LSTMCell(self.hidden)(state, x)
        logits = nn.Dense(self.vocabulary)(y)
        token = jax.random.categorical(self.make_rng("lstm"), logits)
        return state, (logits, jax.nn.one_hot(token, self.vocabulary, dtype=jnp.float32))


class Seq2seq(nn.Module):
    """Inputs are one-hot sequences; results are logits and sampled one-hot tokens."""

    hidden: int = 2
    vocabulary: int = 15
    end: int = 1

    @nn.compact
    def __call__(self, encoder_inputs, decoder_inputs):
        batch = encoder_inputs.shape[0]
        zeros = jnp.zeros((batch, self.hidden))
        start = ((zeros, zeros), jnp.zeros(batch, dtype=bool))
        (state, _), _ = EncoderStep(self.hidden, self.end)(start, encoder_inputs)
        _, (logits, tokens) = DecoderStep(self.hidden, self.vocabulary)(
            state, decoder_inputs[:, :-1]
        )
        return logits, tokens


@jax.vmap
def flip(x, length):
    """Reverses the first ``length`` entries of a sequence; the padding stays at its end."""
    return jnp.flip(jnp.roll(x, x.shape[0] - length, axis=0), axis=0)


class LstmStep(nn.Module):
    hidden: int

    @functools.partial(scan, split_rngs={"params": False})
    @nn.compact
    def __call__(self, carry, x):
        return nn.OptimizedLSTMCell(self.hidden)(carry, x)


class Sst2(nn.Module):
    """A bidirectional LSTM, pooled by attention on its outputs, then a small classifier."""

    embedding: int = 3
    hidden: int = 1
    vocabulary: int = 13
    outputs: int = 1

    @nn.compact
    def __call__(self, tokens, lengths):
        table = self.param(
            "embedding", nn.initializers.normal(), (self.vocabulary, self.embedding)
        )
        x = jnp.take(table, tokens, axis=0, mode="clip")
        zeros = jnp.zeros((x.shape[0], self.hidden))
        _, forward = LstmStep(self.hidden)((zeros, zeros), x)
        _, backward = LstmStep(self.hidden)((zeros, zeros), flip(x, lengths))
        x = jnp.concatenate([forward, flip(backward, lengths)], -1)

        mask = jnp.arange(x.shape[1])[None] < lengths[:, None]
        energy = nn.tanh(nn.Dense(self.hidden, use_bias=False)(x))
        scores = nn.Dense(1, use_bias=False)(energy).squeeze(-1)
        weights = nn.softmax(jnp.where(mask, scores, -jnp.inf), axis=-1)
        context = (jnp.expand_dims(weights, 1) @ x).squeeze(1)
        hidden = nn.tanh(nn.Dense(self.hidden)(context))
        return nn.Dense(self.outputs, use_bias=False)(hidden)
