"""Writes the models that the integration tests evaluate.

python -m pip install tensorflow-cpu==2.16.2 && python export.py
"""

import pathlib
import shutil

import numpy as np
import tensorflow as tf

HERE = pathlib.Path(__file__).parent


class Affine(tf.Module):
    """Two variables and two signatures: y = scale * x + shift, and its inverse."""

    def __init__(self):
        super().__init__()
        self.scale = tf.Variable([2.0, 3.0, 5.0])
        self.shift = tf.Variable([10.0, 20.0, 30.0])

    @tf.function(input_signature=[tf.TensorSpec((2, 3), tf.float32, name="x")])
    def forward(self, x):
        return {"y": self.scale * x + self.shift}

    @tf.function(input_signature=[tf.TensorSpec((2, 3), tf.float32, name="y")])
    def backward(self, y):
        return {"x": (y - self.shift) / self.scale}


class Dense(tf.Module):
    """One layer, a batch of any size, and an output of integers."""

    def __init__(self):
        super().__init__()
        self.kernel = tf.Variable(np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3))

    @tf.function(input_signature=[tf.TensorSpec((None, 4), tf.float32, name="x")])
    def __call__(self, x):
        y = tf.tanh(x @ self.kernel)
        return {"y": y, "class": tf.argmax(y, axis=1, output_type=tf.int32)}


def save(folder, module, signatures, inputs, outputs=None):
    shutil.rmtree(folder, ignore_errors=True)
    tf.saved_model.save(module, str(folder), signatures=signatures)
    (folder / "fingerprint.pb").unlink()
    (folder / "assets").rmdir()
    np.savez(folder / "inputs.npz", **inputs)
    if outputs is not None:
        np.savez(folder / "outputs.npz", **outputs)


def main():
    x = np.linspace(-1, 1, 6, dtype=np.float32).reshape(2, 3)
    affine = Affine()
    signatures = {"serving_default": affine.forward, "backward": affine.backward}
    y = affine.forward(x)["y"].numpy()
    save(HERE / "right/affine", affine, signatures, {"x": x}, {"y": y})
    # Golden outputs that the model does not compute: its export would be at fault.
    save(HERE / "wrong/affine", affine, signatures, {"x": x}, {"y": y + 0.5})
    # An input that the signature does not fit.
    save(HERE / "misfit/affine", affine, signatures, {"x": x.reshape(3, 2)}, {"y": y})
    dense = Dense()
    x = np.linspace(-2, 2, 8, dtype=np.float32).reshape(2, 4)
    save(HERE / "right/dense", dense, {"serving_default": dense.__call__}, {"x": x})
    shutil.rmtree(HERE / "damaged", ignore_errors=True)
    shutil.copytree(HERE / "right/affine", HERE / "damaged/affine")
    shutil.rmtree(HERE / "damaged/affine/variables")


if __name__ == "__main__":
    main()
