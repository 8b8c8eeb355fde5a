"""Exports Keras 3 models with their outputs: python zoo.py layers|applications FOLDER [NAME ...]

KERAS_BACKEND=tensorflow. "layers" writes one archive with a small model for every layer of
keras.layers that has a forward pass on float or int tensors; "applications" writes an archive for
each of twelve architectures of keras.applications, without trained weights, at small input sizes.
"""

import os
import shutil
import sys
import tempfile
import zipfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers as L

TABLE = np.random.RandomState(997).standard_normal(997).astype(np.float32)
BATCH = 2


def table(shape, offset=0, step=1):
    count = int(np.prod(shape))
    return TABLE[(offset + step * np.arange(count)) % len(TABLE)].reshape(shape)


def ints(size, *shape):
    return ("int32", size, shape)


VECTOR, SEQUENCE, IMAGE, VOLUME = (6,), (5, 4), (8, 8, 3), (6, 6, 6, 2)

# name -> (layer, shapes of its inputs without the batch)
LAYERS = {}


def add(name, layer, *inputs):
    LAYERS[name] = (layer, inputs)


for activation in (
    "relu", "relu6", "elu", "selu", "gelu", "silu", "softplus", "softsign", "tanh", "sigmoid",
    "hard_sigmoid", "hard_silu", "hard_tanh", "leaky_relu", "exponential", "mish", "softmax",
    "log_softmax", "linear", "log_sigmoid", "celu", "glu", "hard_shrink", "soft_shrink",
    "tanh_shrink", "threshold", "squareplus", "sparse_plus", "sparsemax",
):  # fmt: skip
    add(f"activation_{activation}", lambda a=activation: L.Activation(a), VECTOR)
add("relu", lambda: L.ReLU(max_value=2.0, negative_slope=0.1, threshold=0.2), VECTOR)
add("leaky_relu", lambda: L.LeakyReLU(0.2), VECTOR)
add("prelu", lambda: L.PReLU(), SEQUENCE)
add("elu", lambda: L.ELU(0.7), VECTOR)
add("softmax", lambda: L.Softmax(axis=1), SEQUENCE)
add("dense", lambda: L.Dense(4, activation="relu"), VECTOR)
add("dense_on_sequence", lambda: L.Dense(3), SEQUENCE)
add("einsum_dense", lambda: L.EinsumDense("abc,cd->abd", (None, 7), bias_axes="d"), SEQUENCE)
add("embedding", lambda: L.Embedding(11, 4), ints(11, 5))
add("identity", lambda: L.Identity(), VECTOR)
add("masking", lambda: L.Masking(0.0), SEQUENCE)
add("flatten", lambda: L.Flatten(), IMAGE)
add("reshape", lambda: L.Reshape((2, 10)), SEQUENCE)
add("permute", lambda: L.Permute((2, 1)), SEQUENCE)
add("repeat_vector", lambda: L.RepeatVector(3), VECTOR)
for name in ("Conv1D", "SeparableConv1D", "DepthwiseConv1D", "Conv1DTranspose"):
    depth = name.startswith("Depthwise")
    make = getattr(L, name)
    add(f"{name}_same", lambda m=make, d=depth: m(*([3] if d else [4, 3]), padding="same"), SEQUENCE)
    add(f"{name}_strided", lambda m=make, d=depth: m(*([2] if d else [4, 2]), strides=2), SEQUENCE)
for name in ("Conv2D", "SeparableConv2D", "DepthwiseConv2D", "Conv2DTranspose"):
    depth = name.startswith("Depthwise")
    make = getattr(L, name)
    add(f"{name}_same", lambda m=make, d=depth: m(*([3] if d else [4, 3]), padding="same"), IMAGE)
    add(
        f"{name}_strided",
        lambda m=make, d=depth: m(*([3] if d else [4, 3]), strides=2, activation="relu"),
        IMAGE,
    )
add("conv1d_causal", lambda: L.Conv1D(4, 2, padding="causal", dilation_rate=2), SEQUENCE)
add("conv2d_dilated", lambda: L.Conv2D(4, 3, dilation_rate=2), IMAGE)
add("conv2d_groups", lambda: L.Conv2D(6, 3, groups=3), IMAGE)
add("conv3d", lambda: L.Conv3D(3, 2, strides=2), VOLUME)
add("conv3d_same", lambda: L.Conv3D(3, 3, padding="same"), VOLUME)
add("conv3d_transpose", lambda: L.Conv3DTranspose(3, 2, strides=2), VOLUME)
for rank, shape in ((1, (8, 3)), (2, IMAGE), (3, VOLUME)):
    for kind in ("Max", "Average"):
        pool = getattr(L, f"{kind}Pooling{rank}D")
        add(f"{kind}Pooling{rank}D", lambda p=pool: p(2), shape)
        add(f"{kind}Pooling{rank}D_same", lambda p=pool: p(3, strides=2, padding="same"), shape)
        glob = getattr(L, f"Global{kind}Pooling{rank}D")
        add(f"Global{kind}Pooling{rank}D", lambda p=glob: p(), shape)
        adaptive = getattr(L, f"Adaptive{kind}Pooling{rank}D", None)
        if adaptive:
            add(f"Adaptive{kind}Pooling{rank}D", lambda p=adaptive: p(3), shape)
    up = getattr(L, f"UpSampling{rank}D")
    add(f"UpSampling{rank}D", lambda p=up: p(2), shape)
    add(f"ZeroPadding{rank}D", lambda p=getattr(L, f"ZeroPadding{rank}D"): p(1), shape)
    add(f"Cropping{rank}D", lambda p=getattr(L, f"Cropping{rank}D"): p(1), shape)
add("upsampling_bilinear", lambda: L.UpSampling2D(3, interpolation="bilinear"), IMAGE)
add("upsampling_bicubic", lambda: L.UpSampling2D(2, interpolation="bicubic"), IMAGE)
add("resizing", lambda: L.Resizing(5, 11), IMAGE)
add("resizing_nearest", lambda: L.Resizing(5, 11, interpolation="nearest"), IMAGE)
add("center_crop", lambda: L.CenterCrop(5, 4), IMAGE)
add("rescaling", lambda: L.Rescaling(1 / 127.5, offset=-1), IMAGE)
add("normalization", lambda: L.Normalization(mean=[0.1] * 6, variance=[2.0] * 6), VECTOR)
add("discretization", lambda: L.Discretization([-1.0, 0.0, 0.5, 2.0]), VECTOR)
add("category_one_hot", lambda: L.CategoryEncoding(7, output_mode="one_hot"), ints(7, 1))
add("category_multi_hot", lambda: L.CategoryEncoding(7, output_mode="multi_hot"), ints(7, 4))
add("category_count", lambda: L.CategoryEncoding(7, output_mode="count"), ints(7, 4))
add("hashed_crossing", lambda: L.HashedCrossing(5), ints(9, 1), ints(9, 1))
add("batch_normalization", lambda: L.BatchNormalization(), IMAGE)
add("layer_normalization", lambda: L.LayerNormalization(), SEQUENCE)
add("rms_normalization", lambda: L.RMSNormalization(), SEQUENCE)
add("group_normalization", lambda: L.GroupNormalization(3), (4, 4, 6))
add("unit_normalization", lambda: L.UnitNormalization(), SEQUENCE)
add("spectral_normalization", lambda: L.SpectralNormalization(L.Dense(3)), VECTOR)
for name in (
    "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianDropout",
    "GaussianNoise", "AlphaDropout",
):  # fmt: skip
    shape = {"1": SEQUENCE, "2": IMAGE, "3": VOLUME}.get(name[-2], SEQUENCE)
    add(name, lambda n=name: getattr(L, n)(0.3), shape)
add("activity_regularization", lambda: L.ActivityRegularization(0.1), VECTOR)
for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"):
    add(name, lambda n=name: getattr(L, n)(), SEQUENCE, SEQUENCE)
add("Dot", lambda: L.Dot(axes=(2, 2), normalize=True), SEQUENCE, SEQUENCE)
for name in ("SimpleRNN", "GRU", "LSTM"):
    make = getattr(L, name)
    add(name, lambda m=make: m(3), SEQUENCE)
    add(f"{name}_sequences", lambda m=make: m(3, return_sequences=True, go_backwards=True), SEQUENCE)
    add(f"{name}_unrolled", lambda m=make: m(3, unroll=True), SEQUENCE)
    add(f"bidirectional_{name}", lambda m=make: L.Bidirectional(m(3, return_sequences=True)), SEQUENCE)
add("gru_reset_before", lambda: L.GRU(3, reset_after=False), SEQUENCE)
add("rnn_stacked", lambda: L.RNN(L.StackedRNNCells([L.LSTMCell(3), L.GRUCell(2)])), SEQUENCE)
add("conv_lstm1d", lambda: L.ConvLSTM1D(2, 2), (3, 6, 2))
add("conv_lstm2d", lambda: L.ConvLSTM2D(2, 2), (3, 5, 5, 2))
add("conv_lstm3d", lambda: L.ConvLSTM3D(2, 2), (2, 4, 4, 4, 2))
add("time_distributed", lambda: L.TimeDistributed(L.Dense(3)), SEQUENCE)
add("attention", lambda: L.Attention(use_scale=True), SEQUENCE, SEQUENCE)
add("additive_attention", lambda: L.AdditiveAttention(), SEQUENCE, SEQUENCE)
add("multi_head_attention", lambda: L.MultiHeadAttention(2, 3), SEQUENCE, SEQUENCE)
add(
    "causal_attention",
    lambda: lambda q, v: L.MultiHeadAttention(2, 3)(q, v, use_causal_mask=True),
    SEQUENCE,
    SEQUENCE,
)
add("grouped_query_attention", lambda: L.GroupQueryAttention(4, 4, 2), SEQUENCE, SEQUENCE)
add("stft_spectrogram", lambda: L.STFTSpectrogram(frame_length=16, frame_step=8), (64, 1))
add("mel_spectrogram", lambda: L.MelSpectrogram(fft_length=32, sampling_rate=800, num_mel_bins=6), (128,))
add("random_flip_inference", lambda: L.RandomFlip(), IMAGE)
add("random_rotation_inference", lambda: L.RandomRotation(0.2), IMAGE)
add("max_num_bounding_like_gather", lambda: L.Lambda(lambda x: x[:, ::-1, 1:3]), SEQUENCE)

APPLICATIONS = {
    "MobileNet": dict(input_shape=(64, 64, 3), alpha=0.25),
    "MobileNetV2": dict(input_shape=(64, 64, 3), alpha=0.35),
    "MobileNetV3Small": dict(input_shape=(64, 64, 3)),
    "EfficientNetB0": dict(input_shape=(64, 64, 3)),
    "EfficientNetV2B0": dict(input_shape=(64, 64, 3)),
    "DenseNet121": dict(input_shape=(64, 64, 3)),
    "NASNetMobile": dict(input_shape=(64, 64, 3)),
    "ResNet50": dict(input_shape=(64, 64, 3)),
    "ResNet50V2": dict(input_shape=(64, 64, 3)),
    "Xception": dict(input_shape=(96, 96, 3)),
    "InceptionV3": dict(input_shape=(96, 96, 3)),
    "ConvNeXtTiny": dict(input_shape=(64, 64, 3)),
}


def inputs_of(shapes):
    tensors, arrays = [], {}
    for i, shape in enumerate(shapes):
        name = f"x{i}"
        if shape and shape[0] == "int32":
            _, size, rest = shape
            tensors.append(keras.Input(rest, dtype="int32", name=name))
            values = np.abs(table((BATCH,) + rest, 7 * i) * 1000).astype(np.int64) % size
            arrays[name] = values.astype(np.int32)
        else:
            tensors.append(keras.Input(shape, name=name))
            arrays[name] = table((BATCH,) + tuple(shape), 100 * i)
    return tensors, arrays


def fill(model):
    """Weights from the table, in the spread that the layer's own initializer chose."""
    for k, weight in enumerate(model.weights):
        own = np.asarray(weight)
        if not np.issubdtype(own.dtype, np.floating):
            continue
        values = table(own.shape, 13 * k)
        if "variance" in weight.path:
            weight.assign(1 + 0.2 * np.abs(values))
        elif own.size > 1 and np.std(own) > 0:
            weight.assign(values * np.std(own))
        else:
            weight.assign(own + 0.1 * values)


def save(model, arrays, folder):
    fill(model)
    outputs = model(list(arrays.values()) if len(arrays) > 1 else arrays["x0"], training=False)
    leaves = keras.tree.flatten(outputs)
    model.export(folder, format="tf_saved_model", verbose=False)
    for extra in ("assets", "fingerprint.pb"):
        path = os.path.join(folder, extra)
        shutil.rmtree(path, ignore_errors=True)
        if os.path.exists(path):
            os.remove(path)
    np.savez_compressed(os.path.join(folder, "inputs.npz"), **arrays)
    np.savez_compressed(
        os.path.join(folder, "outputs.npz"),
        **{f"output_{i}": np.asarray(y) for i, y in enumerate(leaves)},
    )


def archive(folder, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for parent, folders, files in os.walk(folder):
            folders.sort()
            for f in sorted(files):
                path = os.path.join(parent, f)
                entry = zipfile.ZipInfo(os.path.relpath(path, folder), (2026, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                with open(path, "rb") as source:
                    z.writestr(entry, source.read())


def write_layers(target, names):
    with tempfile.TemporaryDirectory() as work:
        for name in names or LAYERS:
            keras.backend.clear_session()
            keras.utils.set_random_seed(1)
            layer, shapes = LAYERS[name]
            try:
                tensors, arrays = inputs_of(shapes)
                made = layer()
                two = len(tensors) > 1
                called = made(*tensors) if two and not isinstance(made, keras.Layer) else (
                    made(*tensors) if two and "attention" in name and name != "attention"
                    and name != "additive_attention" else made(tensors if two else tensors[0])
                )
                save(keras.Model(tensors, called), arrays, os.path.join(work, name))
                print("ok", name, flush=True)
            except Exception as e:
                shutil.rmtree(os.path.join(work, name), ignore_errors=True)
                print("LEFT OUT", name, type(e).__name__, str(e)[:200], flush=True)
        archive(work, os.path.join(target, "layers.zip"))


def write_applications(target, names):
    for name in names or APPLICATIONS:
        keras.backend.clear_session()
        keras.utils.set_random_seed(1)
        options = APPLICATIONS[name]
        with tempfile.TemporaryDirectory() as work:
            base = getattr(keras.applications, name)(
                weights=None, classes=10, **{k: v for k, v in options.items()}
            )
            x = keras.Input(options["input_shape"], name="x0")
            scale = 60.0 if "V3Small" in name or "Efficient" in name else 1.0
            arrays = {"x0": (table((1,) + options["input_shape"]) * scale).astype(np.float32)}
            save(keras.Model(x, base(x)), arrays, os.path.join(work, name))
            archive(os.path.join(work, name), os.path.join(target, f"{name}.zip"))
            print("ok", name, os.path.getsize(os.path.join(target, f"{name}.zip")), flush=True)


if __name__ == "__main__":
    kind, target, *names = sys.argv[1:]
    os.makedirs(target, exist_ok=True)
    (write_layers if kind == "layers" else write_applications)(target, names)
