package org.modelparity.stablehlo;

import java.util.List;
import java.util.Optional;

/** Where in the user's program an operation comes from, as MLIR's builtin locations say it. */
public sealed interface Location {
  record Unknown() implements Location {}

  record File(String name, long line, long column, long endLine, long endColumn)
      implements Location {}

  record Named(String name, Location child) implements Location {}

  record CallSite(Location callee, Location caller) implements Location {}

  record Fused(List<Location> parts, Optional<Attribute> metadata) implements Location {
    public Fused {
      parts = List.copyOf(parts);
    }
  }

  /** The innermost file, line and column, for example {@code model.py:12:5}. */
  default Optional<String> source() {
    if (this instanceof File f) {
      return Optional.of(f.name() + ":" + f.line() + ":" + f.column());
    }
    if (this instanceof Named n) {
      return n.child().source();
    }
    if (this instanceof CallSite c) {
      return c.callee().source().or(() -> c.caller().source());
    }
    if (this instanceof Fused f) {
      return f.parts().stream().map(Location::source).flatMap(Optional::stream).findFirst();
    }
    return Optional.empty();
  }

  /** The outermost name, for example {@code jit(f)/dot_general}. */
  default Optional<String> scope() {
    if (this instanceof Named n) {
      return Optional.of(n.name());
    }
    if (this instanceof CallSite c) {
      return c.callee().scope();
    }
    if (this instanceof Fused f) {
      return f.parts().stream().map(Location::scope).flatMap(Optional::stream).findFirst();
    }
    return Optional.empty();
  }
}
