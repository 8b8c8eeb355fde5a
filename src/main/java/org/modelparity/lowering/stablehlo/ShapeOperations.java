package org.modelparity.lowering.stablehlo;

import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.stablehlo.Attribute;
import org.modelparity.stablehlo.Tensors;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Constants, and operations that move elements. Those with a shape among their operands need it to
 * be known, which it is: the shapes of inputs are fixed when a program is lowered, and shapes are
 * computed from nothing else.
 */
final class ShapeOperations implements OperationTable.Family {
  private final Shapes shapes;

  ShapeOperations(Shapes shapes) {
    this.shapes = shapes;
  }

  @Override
  public void register(OperationTable table) {
    table.one("constant", ShapeOperations::constant);
    table.one("iota", o -> iota(o, o.resultShape(0)));
    table.one("dynamic_iota", o -> iota(o, shape(o, 0)));
    table.partwise("reshape", o -> shapes.reshape(o.in(0), o.resultShape(0)));
    table.partwise("dynamic_reshape", o -> shapes.reshape(o.in(0), shape(o, 1)));
    table.partwise(
        "broadcast_in_dim",
        o ->
            shapes.broadcastInDim(o.in(0), o.ints("broadcast_dimensions", 0, 0), o.resultShape(0)));
    table.partwise(
        "dynamic_broadcast_in_dim",
        o -> shapes.broadcastInDim(o.in(0), o.ints("broadcast_dimensions", 0, 0), shape(o, 1)));
    table.partwise("broadcast", this::broadcast);
    table.partwise("transpose", o -> shapes.transpose(o.in(0), o.ints("permutation")));
    table.partwise("reverse", o -> shapes.reverse(o.in(0), o.ints("dimensions", 0, 0)));
    table.partwise("concatenate", o -> shapes.concatenate(o.all(), o.integer("dimension")));
    slicing(table);
    table.one("get_dimension_size", ShapeOperations::dimensionSize);
  }

  private void slicing(OperationTable table) {
    table.partwise(
        "slice",
        o ->
            shapes.slice(
                o.in(0), o.longs("start_indices"), o.longs("limit_indices"), o.longs("strides")));
    table.partwise(
        "real_dynamic_slice",
        o ->
            shapes.slice(
                o.in(0),
                o.constant(1).toLongs(),
                o.constant(2).toLongs(),
                o.constant(3).toLongs()));
    table.partwise(
        "pad",
        o ->
            shapes.pad(
                o.in(0),
                o.in(1),
                o.longs("edge_padding_low"),
                o.longs("edge_padding_high"),
                o.longs("interior_padding")));
    table.partwise(
        "dynamic_pad",
        o ->
            shapes.pad(
                o.in(0),
                o.in(1),
                o.constant(2).toLongs(),
                o.constant(3).toLongs(),
                o.constant(4).toLongs()));
  }

  private static Value constant(Invocation o) {
    if (!(o.attribute("value") instanceof Attribute.Dense dense)) {
      throw new LoweringException("its value is no dense tensor");
    }
    return ComplexParts.constant(Tensors.of(dense));
  }

  private Value iota(Invocation o, Shape shape) {
    int axis = o.integer("iota_dimension");
    if (o.resultType(0).isComplex()) {
      throw new LoweringException("makes complex numbers");
    }
    return shapes.iota(o.resultType(0), shape, axis);
  }

  /** Operand {@code i} as a shape. */
  static Shape shape(Invocation o, int i) {
    return Shape.of(o.constant(i).toLongs());
  }

  /** New dimensions before those that there are. */
  private Value broadcast(Invocation o) {
    long[] added = o.longs("broadcast_sizes", 0, 0);
    long[] old = o.in(0).shape().toArray();
    long[] all = new long[added.length + old.length];
    System.arraycopy(added, 0, all, 0, added.length);
    System.arraycopy(old, 0, all, added.length, old.length);
    return shapes.broadcastInDim(
        o.in(0), IntStream.range(added.length, all.length).toArray(), Shape.of(all));
  }

  private static Value dimensionSize(Invocation o) {
    long size = o.in(0).shape().dimension(o.integer("dimension"));
    return new Constant(Tensor.scalar(Math.toIntExact(size)));
  }
}
