package org.modelparity.lowering.stablehlo;

import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LinearAlgebra;
import org.modelparity.lowering.LoweringException;

/** Decompositions and solutions, of small static sizes. */
final class LinearAlgebraOperations implements OperationTable.Family {
  private final LinearAlgebra algebra;

  LinearAlgebraOperations(LinearAlgebra algebra) {
    this.algebra = algebra;
  }

  @Override
  public void register(OperationTable table) {
    table.one("cholesky", o -> algebra.cholesky(real(o, 0), o.flag("lower")));
    table.one("triangular_solve", this::triangularSolve);
  }

  private Value triangularSolve(Invocation o) {
    boolean transpose =
        switch (o.enumeration("transpose_a")) {
          case "TRANSPOSE", "ADJOINT" -> true;
          default -> false;
        };
    return algebra.triangularSolve(
        real(o, 0),
        real(o, 1),
        o.flag("left_side"),
        o.flag("lower"),
        transpose,
        o.flag("unit_diagonal"));
  }

  private static Value real(Invocation o, int i) {
    if (o.in(i) instanceof ComplexPair) {
      throw new LoweringException("has complex operands");
    }
    return o.in(i);
  }
}
