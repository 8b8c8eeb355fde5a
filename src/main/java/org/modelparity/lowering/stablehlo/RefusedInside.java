package org.modelparity.lowering.stablehlo;

/**
 * The body of an operation came to a value that was refused. Unwinds to that operation, whose
 * results are then refused too; not for other packages to see.
 */
final class RefusedInside extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedInside() {
    super("a refused value inside of a region", null, false, false);
  }
}
