package org.modelparity.lowering.stablehlo;

import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Householder;
import org.modelparity.lowering.LinearAlgebra;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.Reductions;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Calls of LAPACK that JAX makes on the CPU, for matrices of small static sizes. Settings are
 * letters, as LAPACK's own arguments; matrices are the last two dimensions.
 */
final class LapackCalls {
  private final LinearAlgebra algebra;
  private final Householder householder;
  private final Elementwise elementwise;
  private final Reductions reductions;
  private final Shapes shapes;

  LapackCalls(GraphBuilder graph) {
    algebra = new LinearAlgebra(graph);
    householder = new Householder(graph);
    elementwise = new Elementwise(graph);
    reductions = new Reductions(graph);
    shapes = new Shapes(graph);
  }

  /** Adds the calls for float32 and float64. */
  void register(Map<String, OperationTable.Handler> calls) {
    for (String precision : List.of("s", "d")) {
      calls.put("lapack_" + precision + "potrf_ffi", o -> CustomCalls.known(cholesky(o)));
      calls.put("lapack_" + precision + "getrf_ffi", o -> CustomCalls.known(lu(o)));
      calls.put("lapack_" + precision + "trsm_ffi", o -> CustomCalls.known(solve(o)));
      calls.put(
          "lapack_" + precision + "geqrf_ffi",
          o -> CustomCalls.known(householder.decompose(o.in(0))));
      calls.put(
          "lapack_" + precision + "orgqr_ffi",
          o -> CustomCalls.known(List.of(householder.product(o.in(0), o.in(1)))));
    }
  }

  /**
   * The decomposition, with the other triangle as it was, and 1 where the matrix is not positive
   * definite, else 0.
   */
  private List<Value> cholesky(Invocation o) {
    boolean lower = letter(o, "uplo") == 'L';
    Value factor = algebra.cholesky(o.in(0), lower);
    int rank = factor.shape().rank();
    Value isNumber = elementwise.compare(Comparison.EQ, false, factor, factor);
    Value allNumbers =
        reductions.reduce(
            Reducer.AND, isNumber, new Constant(Tensor.scalar(true)), rank - 2, rank - 1);
    Value failed = elementwise.select(allNumbers, zeros(o, 1), ones(o, 1));
    int n = (int) factor.shape().dimension(rank - 1);
    return List.of(elementwise.select(triangle(n, lower), factor, o.in(0)), failed);
  }

  /** True on the diagonal and in one triangle. */
  private static Value triangle(int n, boolean lower) {
    boolean[] inside = new boolean[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inside[i * n + j] = lower ? j <= i : j >= i;
      }
    }
    return new Constant(Tensor.ofBooleans(Shape.of(n, n), inside));
  }

  /** L and U in one matrix, the pivots counted from 1, and 0. */
  private List<Value> lu(Invocation o) {
    List<Value> parts = algebra.lu(o.in(0));
    Value pivots = elementwise.add(parts.get(1), new Constant(Tensor.scalar(1)));
    return List.of(parts.get(0), pivots, zeros(o, 2));
  }

  private List<Value> solve(Invocation o) {
    return List.of(
        algebra.triangularSolve(
            o.in(0),
            o.in(1),
            letter(o, "side") == 'L',
            letter(o, "uplo") == 'L',
            letter(o, "trans_x") != 'N',
            letter(o, "diag") == 'U'));
  }

  private static char letter(Invocation o, String setting) {
    return (char)
        CustomCalls.number(o, setting)
            .orElseThrow(() -> new LoweringException("does not say " + setting))
            .intValue();
  }

  private Value zeros(Invocation o, int result) {
    return filled(o.in(0).shape(), 0, o.resultType(result));
  }

  private Value ones(Invocation o, int result) {
    return filled(o.in(0).shape(), 1, o.resultType(result));
  }

  /** One number for each matrix of a batch. */
  private Value filled(Shape matrices, int value, ElementType type) {
    long[] batch = java.util.Arrays.copyOf(matrices.toArray(), matrices.rank() - 2);
    Value scalar = elementwise.convert(new Constant(Tensor.scalar(value)), type);
    return shapes.broadcastTo(scalar, Shape.of(batch));
  }
}
