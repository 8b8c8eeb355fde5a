package org.modelparity.worker;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;

/**
 * One set of inputs of an example, in memory.
 *
 * @param name null for the first set
 */
record OpenInputs(String name, Map<String, Tensor> values, Optional<Map<String, Tensor>> goldens) {

  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new HashMap<>();
    values.forEach((input, tensor) -> shapes.put(input, tensor.shape()));
    return shapes;
  }

  /** The common leading size of the inputs whose leading dimension the signature leaves open. */
  Optional<Long> batch(Signature signature) {
    Long batch = null;
    for (TensorSpec input : signature.inputs()) {
      if (isBatched(input)) {
        long size = values.get(input.name()).shape().dimension(0);
        if (batch != null && batch != size) {
          return Optional.empty();
        }
        batch = size;
      }
    }
    return batch == null || batch == 0 ? Optional.empty() : Optional.of(batch);
  }

  private static boolean isBatched(TensorSpec input) {
    return input.shape().rank() > 0 && input.shape().dimension(0) == Shape.UNKNOWN;
  }

  /** The shapes for another batch. */
  Map<String, Shape> shapes(Signature signature, long batch) {
    Map<String, Shape> shapes = shapes();
    for (TensorSpec input : signature.inputs()) {
      if (isBatched(input)) {
        shapes.computeIfPresent(input.name(), (name, shape) -> shape.with(0, batch));
      }
    }
    return shapes;
  }

  /** The same rows over and over, as another batch, without golden outputs. */
  OpenInputs repeated(Signature signature, long batch) {
    Map<String, Tensor> repeated = new LinkedHashMap<>(values);
    shapes(signature, batch)
        .forEach((input, shape) -> repeated.computeIfPresent(input, (n, t) -> rows(t, shape)));
    return new OpenInputs("batch of " + batch, repeated, Optional.empty());
  }

  private static Tensor rows(Tensor tensor, Shape shape) {
    if (tensor.shape().equals(shape)) {
      return tensor;
    }
    ByteBuffer data = Tensor.allocate(shape.size() * tensor.type().bytes());
    while (data.hasRemaining()) {
      ByteBuffer rows = tensor.data();
      rows.limit(rows.position() + Math.min(rows.remaining(), data.remaining()));
      data.put(rows);
    }
    return Tensor.of(tensor.type(), shape, data.flip());
  }
}
