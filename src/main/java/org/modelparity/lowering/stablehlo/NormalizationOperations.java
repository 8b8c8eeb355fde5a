package org.modelparity.lowering.stablehlo;

import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Batch normalisation with given statistics. */
final class NormalizationOperations implements OperationTable.Family {
  private final Elementwise elementwise;
  private final Shapes shapes;

  NormalizationOperations(Elementwise elementwise, Shapes shapes) {
    this.elementwise = elementwise;
    this.shapes = shapes;
  }

  @Override
  public void register(OperationTable table) {
    table.one("batch_norm_inference", this::inference);
  }

  /** {@code (x - mean) / sqrt(variance + epsilon) * scale + offset}, per feature. */
  private Value inference(Invocation o) {
    Value x = o.in(0);
    int feature = o.integer("feature_index");
    Value scale = perFeature(o.in(1), x.shape(), feature);
    Value offset = perFeature(o.in(2), x.shape(), feature);
    Value mean = perFeature(o.in(3), x.shape(), feature);
    Value variance = perFeature(o.in(4), x.shape(), feature);
    Value epsilon =
        elementwise.convert(new Constant(Tensor.scalar((float) o.real("epsilon"))), x.type());
    Value deviation = elementwise.sqrt(elementwise.add(variance, epsilon));
    Value normalized = elementwise.divide(elementwise.subtract(x, mean), deviation);
    return elementwise.add(elementwise.multiply(normalized, scale), offset);
  }

  private Value perFeature(Value vector, Shape like, int feature) {
    long[] dimensions = new long[like.rank()];
    java.util.Arrays.fill(dimensions, 1);
    dimensions[feature] = like.dimension(feature);
    return shapes.reshape(vector, Shape.of(dimensions));
  }
}
