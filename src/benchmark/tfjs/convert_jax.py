"""The official TF.js converter on the ten Flax examples (JAX 0.4.30): python convert_jax.py FOLDER"""

import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../it/flax-examples/export"))

import tensorflow as tf
from tensorflowjs.converters import jax_conversion

from examples import EXAMPLES, function, variables

for name in EXAMPLES:
    start = time.time()
    values = variables(name)
    inputs = EXAMPLES[name].inputs(0)
    try:
        jax_conversion.convert_jax(
            lambda params, *xs, n=name: function(n)(params, *xs),
            values,
            input_signatures=[tf.TensorSpec(x.shape, x.dtype) for x in inputs],
            model_dir=os.path.join(sys.argv[1], name),
        )
        print(f"{name} {time.time() - start:.1f} s", flush=True)
    except Exception as e:
        print(name, "FAIL", str(e).splitlines()[0][:100], flush=True)
