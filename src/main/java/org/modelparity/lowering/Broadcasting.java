package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.tensorflow.proto.AttrValue;

/**
 * Adds element-wise operations. Operands that are broadcasts are taken before their broadcast,
 * since every kernel repeats operands by itself: a scalar stays a scalar.
 */
final class Broadcasting {
  private final GraphBuilder graph;
  private final Shapes shapes;

  Broadcasting(GraphBuilder graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
  }

  /**
   * The shape that NumPy broadcasts both to.
   *
   * @throws LoweringException if there is none
   */
  static Shape shape(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      long da = i < rank - a.rank() ? 1 : a.dimension(i - (rank - a.rank()));
      long db = i < rank - b.rank() ? 1 : b.dimension(i - (rank - b.rank()));
      if (da != db && da != 1 && db != 1) {
        throw new LoweringException(a + " and " + b + " do not broadcast");
      }
      sizes[i] = da == 1 ? db : da;
    }
    return Shape.of(sizes);
  }

  private static Shape shape(List<Value> operands) {
    return operands.stream().map(Value::shape).reduce(Shape.scalar(), Broadcasting::shape);
  }

  /** An element-wise operation without attributes. */
  Value apply(String operation, ElementType type, Value... operands) {
    return apply(operation, Map.of(), type, operands);
  }

  Value apply(
      String operation, Map<String, AttrValue> attributes, ElementType type, Value... operands) {
    Shape full = shape(List.of(operands));
    List<Value> small = new ArrayList<>();
    for (Value operand : operands) {
      small.add(compact(operand));
    }
    Shape shape = shape(small);
    if (shape.size() == 0) {
      return graph.add(operation, small, attributes, type, full);
    }
    return shapes.broadcastTo(ranked(operation, attributes, type, small, shape), full);
  }

  /** An operation whose kernels do not repeat operands. */
  Value applyRepeated(String operation, ElementType type, Shape shape, Value... operands) {
    List<Value> repeated = new ArrayList<>();
    for (Value operand : operands) {
      repeated.add(shapes.reshape(shapes.broadcastTo(operand, shape), Shape.of(shape.size())));
    }
    Value flat = graph.add(operation, repeated, Map.of(), type, Shape.of(shape.size()));
    return shapes.reshape(flat, shape);
  }

  Value to(Value x, Shape shape) {
    return shapes.broadcastTo(x, shape);
  }

  Value reshape(Value x, Shape shape) {
    return shapes.reshape(x, shape);
  }

  private Value ranked(
      String operation,
      Map<String, AttrValue> attributes,
      ElementType type,
      List<Value> operands,
      Shape shape) {
    int limit = logical(operation) ? Shapes.MAX_RANK - 1 : Shapes.MAX_RANK;
    boolean same = operands.stream().allMatch(v -> v.shape().equals(shape));
    if (shape.rank() <= (same ? Shapes.MAX_RANK : limit)) {
      return graph.add(operation, operands, attributes, type, shape);
    }
    Merging merged = Merging.ofBroadcast(operands.stream().map(Value::shape).toList(), shape);
    Shape result = merged.shape();
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      inputs.add(
          result.rank() <= limit
              ? shapes.reshape(operands.get(i), merged.operand(i))
              : shapes.reshape(shapes.broadcastTo(operands.get(i), shape), Shape.of(shape.size())));
    }
    Shape flat = result.rank() <= limit ? result : Shape.of(shape.size());
    return shapes.reshape(graph.add(operation, inputs, attributes, type, flat), shape);
  }

  /** TFLite aborts when these broadcast at rank 5. */
  private static boolean logical(String operation) {
    return operation.startsWith("Logical");
  }

  /** The value before it was broadcast. */
  Value compact(Value value) {
    if (value instanceof Constant constant) {
      return new Constant(constant.tensor().compact());
    }
    if (value instanceof Running r && r.node().operation().equals("BroadcastTo")) {
      return shapes.source(r);
    }
    return value;
  }
}
