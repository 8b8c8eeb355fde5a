"""The official converters on folders of SavedModels: python official.py tflite|tfjs MODELS FOLDER

tflite: converts, runs with tf.lite.Interpreter, compares with outputs.npz, and prints a line a model.
tfjs: converts only, to FOLDER/name; run.mjs runs what came of it.
Every model has a process of its own, since converters and kernels end theirs.
"""

import multiprocessing
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

LIMIT_SECONDS = 300


def tflite(model, folder):
    converted = tf.lite.TFLiteConverter.from_saved_model(model).convert()
    runner = tf.lite.Interpreter(model_content=converted).get_signature_runner("serving_default")
    inputs = np.load(os.path.join(model, "inputs.npz"))
    names = sorted(runner.get_input_details())
    given = {n: inputs[n] for n in names} if set(names) == set(inputs.files) else None
    if given is None:
        given = dict(zip(names, (inputs[f] for f in inputs.files)))
    outputs = runner(**given)
    golden = np.load(os.path.join(model, "outputs.npz"))
    expected = [golden[f] for f in golden.files]
    actual = [outputs[n] for n in sorted(outputs)]
    right = len(expected) == len(actual) and all(
        a.shape == e.shape and np.allclose(a, e, 1e-4, 1e-5, equal_nan=True)
        for a, e in zip(actual, expected)
    )
    return "right" if right else "WRONG"


def tfjs(model, folder):
    from tensorflowjs.converters import tf_saved_model_conversion_v2 as conversion

    conversion.convert_tf_saved_model(model, os.path.join(folder, os.path.basename(model)))
    return "converted"


def attempt(kind, model, folder, answer):
    try:
        answer.put({"tflite": tflite, "tfjs": tfjs}[kind](model, folder))
    except BaseException as e:
        answer.put("FAIL " + (str(e).splitlines() or [type(e).__name__])[0][:100])


def main(kind, models, folder):
    fork = multiprocessing.get_context("fork")
    for name in sorted(os.listdir(models)):
        answer = fork.SimpleQueue()
        process = fork.Process(
            target=attempt, args=(kind, os.path.join(models, name), folder, answer)
        )
        process.start()
        process.join(LIMIT_SECONDS)
        process.kill()
        verdict = answer.get() if not answer.empty() else f"FAIL the process ended ({process.exitcode})"
        print(name, verdict, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
