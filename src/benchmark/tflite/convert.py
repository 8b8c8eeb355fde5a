"""The official tools on a folder of SavedModels: convert to TFLite, run, compare with outputs.npz."""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf


def evaluate(folder):
    model = tf.lite.TFLiteConverter.from_saved_model(folder).convert()
    interpreter = tf.lite.Interpreter(model_content=model)
    runner = interpreter.get_signature_runner("serving_default")
    outputs = runner(**np.load(os.path.join(folder, "inputs.npz")))
    golden = np.load(os.path.join(folder, "outputs.npz"))
    return all(np.allclose(outputs[n], golden[n], 1e-4, 1e-5) for n in golden.files)


for name in sorted(os.listdir(sys.argv[1])):
    try:
        print(name, "right" if evaluate(os.path.join(sys.argv[1], name)) else "WRONG", flush=True)
    except Exception as e:
        print(name, "FAIL", str(e).splitlines()[0][:100], flush=True)
