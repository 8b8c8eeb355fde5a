"""PixelCNN++ of the Flax examples: weight-normalised convolutions that see up and left only."""

from typing import Any, Optional, Tuple

import jax.numpy as jnp
import numpy as np
from flax import linen as nn
from jax import lax


def concat_elu(x):
    return nn.elu(jnp.concatenate((x, -x), -1))


def shift(x, vertical, horizontal):
    """Pads spatial dimensions; a negative count cuts."""
    zero = (0, 0, 0)
    return lax.pad(
        x, jnp.zeros((), x.dtype), (zero, vertical + (0,), horizontal + (0,), zero)
    )


def shift_down(x):
    return shift(x, (1, -1), (0, 0))


def shift_right(x):
    return shift(x, (0, 0), (1, -1))


class WeightNorm(nn.Module):
    """A convolution whose kernel is a direction of length one times a scale."""

    features: int
    kernel: Tuple[int, int]
    strides: Tuple[int, int] = (1, 1)
    padding: Any = "VALID"
    transpose: bool = False

    @nn.compact
    def __call__(self, x):
        shape = self.kernel + (x.shape[-1], self.features)
        direction = self.param("direction", nn.initializers.normal(), shape)
        scale = self.param("scale", nn.initializers.ones, (self.features,))
        bias = self.param("bias", nn.initializers.zeros, (self.features,))
        length = jnp.sqrt(jnp.sum(jnp.square(direction), (0, 1, 2), keepdims=True))
        kernel = scale.reshape((1, 1, 1, -1)) * (direction / length)
        if self.transpose:
            y = lax.conv_transpose(x, kernel, self.strides, self.padding)
        else:
            y = lax.conv_general_dilated(
                x, kernel, self.strides, self.padding, dimension_numbers=("NHWC", "HWIO", "NHWC")
            )
        return y + bias.reshape((1, 1, 1, -1))


class Down(nn.Module):
    """Information flows downwards only."""

    features: int
    kernel: Tuple[int, int] = (2, 3)
    strides: Tuple[int, int] = (1, 1)

    @nn.compact
    def __call__(self, x):
        height, width = self.kernel
        padding = ((height - 1, 0), (width // 2, width // 2))
        return WeightNorm(self.features, self.kernel, self.strides, padding)(x)


class DownRight(nn.Module):
    """Information flows downwards and to the right only."""

    features: int
    kernel: Tuple[int, int] = (2, 2)
    strides: Tuple[int, int] = (1, 1)

    @nn.compact
    def __call__(self, x):
        height, width = self.kernel
        padding = ((height - 1, 0), (width - 1, 0))
        return WeightNorm(self.features, self.kernel, self.strides, padding)(x)


class Double(nn.Module):
    """Doubles the spatial dimensions; cuts so that no information flows the other way."""

    features: int
    kernel: Tuple[int, int]
    centred: bool

    @nn.compact
    def __call__(self, x):
        height, width = np.multiply((2, 2), x.shape[1:3])
        left = (self.kernel[1] - 1) // 2 if self.centred else 0
        y = WeightNorm(self.features, self.kernel, (2, 2), transpose=True)(x)
        return y[:, :height, left : width + left, :]


class Gated(nn.Module):
    """A gated residual block, with a second input from the other stream."""

    convolution: Any

    @nn.compact
    def __call__(self, x, other: Optional[Any] = None):
        features = x.shape[-1]
        y = self.convolution(features)(concat_elu(x))
        if other is not None:
            y = concat_elu(y + WeightNorm(features, (1, 1))(concat_elu(other)))
        a, b = jnp.split(self.convolution(2 * features)(y), 2, axis=-1)
        return x + a * nn.sigmoid(b)


class PixelCnn(nn.Module):
    depth: int = 1
    features: int = 2
    components: int = 2

    @nn.compact
    def __call__(self, images):
        features = self.features
        # A channel of ones tells the image from its padding.
        images = jnp.pad(images, ((0, 0), (0, 0), (0, 0), (0, 1)), constant_values=1)

        down = shift_down(Down(features, (2, 3))(images))
        right = shift_down(Down(features, (1, 3))(images)) + shift_right(
            DownRight(features, (2, 1))(images)
        )
        stack = [(down, right)]

        def forward(down, right):
            for _ in range(self.depth):
                down, right = Gated(Down)(down), Gated(DownRight)(right, down)
                stack.append((down, right))
            return down, right

        down, right = forward(down, right)
        for _ in range(2):
            down = Down(features, strides=(2, 2))(down)
            right = DownRight(features, strides=(2, 2))(right)
            stack.append((down, right))
            down, right = forward(down, right)

        def backward(down, right, count):
            for _ in range(count):
                down_forward, right_forward = stack.pop()
                down = Gated(Down)(down, down_forward)
                right = Gated(DownRight)(right, jnp.concatenate((down, right_forward), -1))
            return down, right

        down, right = stack.pop()
        down, right = backward(down, right, self.depth)
        for _ in range(2):
            down = Double(features, (2, 3), True)(down)
            right = Double(features, (2, 2), False)(right)
            down, right = backward(down, right, self.depth + 1)
        return WeightNorm(10 * self.components, (1, 1))(nn.elu(right))
