package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Complexes;
import org.modelparity.lowering.ConvolutionSpec;
import org.modelparity.lowering.Convolutions;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Matrices;
import org.modelparity.stablehlo.Attribute;
import org.modelparity.stablehlo.Tensors;
import org.modelparity.tensor.Tensor;

/** Products of matrices, and convolutions. */
final class ContractionOperations implements OperationTable.Family {
  private final Matrices matrices;
  private final Convolutions convolutions;
  private final Complexes complexes;

  ContractionOperations(Matrices matrices, Convolutions convolutions, Complexes complexes) {
    this.matrices = matrices;
    this.convolutions = convolutions;
    this.complexes = complexes;
  }

  @Override
  public void register(OperationTable table) {
    table.one("dot_general", this::dotGeneral);
    table.one("dot", this::dot);
    table.one("convolution", o -> convolution(o, paddingAttribute(o)));
    table.one("dynamic_conv", o -> convolution(o, paddingOperand(o)));
  }

  private Value dotGeneral(Invocation o) {
    return product(
        o,
        o.ints("lhs_batching_dimensions", 0, 0),
        o.ints("rhs_batching_dimensions", 0, 0),
        o.ints("lhs_contracting_dimensions", 0, 0),
        o.ints("rhs_contracting_dimensions", 0, 0));
  }

  /** The last dimension of lhs with the first of rhs. */
  private Value dot(Invocation o) {
    int[] none = {};
    return product(o, none, none, new int[] {o.in(0).shape().rank() - 1}, new int[] {0});
  }

  private Value product(
      Invocation o, int[] lhsBatch, int[] rhsBatch, int[] lhsContract, int[] rhsContract) {
    Value lhs = o.in(0);
    Value rhs = o.in(1);
    if (lhs instanceof ComplexPair || rhs instanceof ComplexPair) {
      return complexes.bilinear(
          lhs,
          rhs,
          (a, b) ->
              matrices.dotGeneral(a, b, lhsBatch, rhsBatch, lhsContract, rhsContract, a.type()));
    }
    return matrices.dotGeneral(
        lhs, rhs, lhsBatch, rhsBatch, lhsContract, rhsContract, o.resultType(0));
  }

  private Value convolution(Invocation o, long[] padding) {
    ConvolutionSpec spec = spec(o, padding);
    Value lhs = o.in(0);
    Value rhs = o.in(1);
    if (lhs instanceof ComplexPair || rhs instanceof ComplexPair) {
      return complexes.bilinear(lhs, rhs, (a, b) -> convolutions.convolution(a, b, spec, a.type()));
    }
    return convolutions.convolution(lhs, rhs, spec, o.resultType(0));
  }

  private static ConvolutionSpec spec(Invocation o, long[] padding) {
    int[] spatial = o.ints("input_spatial_dimensions", 0, 0);
    int rank = spatial.length;
    long[] strides = o.longs("window_strides", rank, 1);
    long[] lhsDilation = o.longs("lhs_dilation", rank, 1);
    long[] rhsDilation = o.longs("rhs_dilation", rank, 1);
    boolean[] reversal = reversal(o, rank);
    List<ConvolutionSpec.Spatial> window = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      window.add(
          new ConvolutionSpec.Spatial(
              strides[i],
              padding.length == 0 ? 0 : padding[2 * i],
              padding.length == 0 ? 0 : padding[2 * i + 1],
              lhsDilation[i],
              rhsDilation[i],
              reversal[i]));
    }
    return new ConvolutionSpec(
        layout(o, "input_batch_dimension", "input_feature_dimension", spatial),
        layout(
            o,
            "kernel_input_feature_dimension",
            "kernel_output_feature_dimension",
            o.ints("kernel_spatial_dimensions", 0, 0)),
        layout(
            o,
            "output_batch_dimension",
            "output_feature_dimension",
            o.ints("output_spatial_dimensions", 0, 0)),
        window,
        o.integer("feature_group_count"),
        o.integer("batch_group_count"));
  }

  private static ConvolutionSpec.Layout layout(
      Invocation o, String first, String second, int[] spatial) {
    return new ConvolutionSpec.Layout(
        o.integer(first), o.integer(second), IntStream.of(spatial).boxed().toList());
  }

  private static boolean[] reversal(Invocation o, int rank) {
    boolean[] reversed = new boolean[rank];
    if (o.has("window_reversal")) {
      if (!(o.attribute("window_reversal") instanceof Attribute.Dense dense)) {
        throw new LoweringException("its attribute window_reversal is no tensor");
      }
      Tensor tensor = Tensors.of(dense);
      for (int i = 0; i < Math.min(rank, tensor.size()); i++) {
        reversed[i] = tensor.getBoolean(i);
      }
    }
    return reversed;
  }

  /** Low and high padding of each spatial dimension in turn. */
  private static long[] paddingAttribute(Invocation o) {
    return o.has("padding") ? o.longs("padding") : new long[0];
  }

  private static long[] paddingOperand(Invocation o) {
    return Arrays.copyOf(o.constant(2).toLongs(), o.constant(2).size());
  }
}
