package org.modelparity.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.EagerRuntime;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AttrValue;

/** Computes operations on constants. */
final class Folding {
  private Folding() {}

  /** Constants without elements. */
  static List<Value> empty(List<ElementType> types, List<Shape> shapes) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      values.add(new Constant(Tensor.of(types.get(i), shapes.get(i), Tensor.allocate(0))));
    }
    return values;
  }

  /**
   * The operation's results, computed by TensorFlow; what only moves no element is done here.
   *
   * @throws IllegalStateException if TensorFlow refuses, or computes another shape than promised
   */
  static List<Value> fold(
      EagerRuntime runtime,
      String operation,
      List<Value> inputs,
      Map<String, AttrValue> attributes,
      List<ElementType> types,
      List<Shape> shapes) {
    List<Tensor> tensors = inputs.stream().map(v -> ((Constant) v).tensor()).toList();
    switch (operation) {
      case "Identity":
        return List.of(inputs.get(0));
      case "Reshape":
        return List.of(new Constant(tensors.get(0).reshape(shapes.get(0))));
      case "BroadcastTo":
        return List.of(new Constant(Tensor.broadcast(tensors.get(0), shapes.get(0))));
      default:
        return run(runtime, operation, tensors, attributes, types, shapes);
    }
  }

  private static List<Value> run(
      EagerRuntime runtime,
      String operation,
      List<Tensor> inputs,
      Map<String, AttrValue> attributes,
      List<ElementType> types,
      List<Shape> shapes) {
    List<Tensor> results;
    try {
      results = runtime.run(operation, inputs, attributes, types);
    } catch (TensorFlowException e) {
      throw new IllegalStateException(
          "TensorFlow does not compute " + operation + inputs + ": " + e.getMessage(), e);
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Tensor result = results.get(i);
      if (result.type() != types.get(i) || !result.shape().equals(shapes.get(i))) {
        throw new IllegalStateException(
            operation + inputs + " is " + result + ", not " + types.get(i) + shapes.get(i));
      }
      values.add(new Constant(result));
    }
    return values;
  }
}
