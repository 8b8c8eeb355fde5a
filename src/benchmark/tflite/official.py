"""The official converter on a folder of SavedModels: python official.py MODELS FOLDER"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf

for name in sorted(os.listdir(sys.argv[1])):
    try:
        model = tf.lite.TFLiteConverter.from_saved_model(os.path.join(sys.argv[1], name)).convert()
    except Exception as e:
        print(name, "FAIL", str(e).splitlines()[0][:100], flush=True)
        continue
    with open(os.path.join(sys.argv[2], name + ".tflite"), "wb") as f:
        f.write(model)
    print(name, len(model), flush=True)
