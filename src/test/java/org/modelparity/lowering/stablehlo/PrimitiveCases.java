package org.modelparity.lowering.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Stage;
import org.modelparity.testing.Archives;

/** JAX's own primitive tests, exported by {@code src/test/fixtures/export/operations.py}. */
final class PrimitiveCases {
  private static final Path ALL = Path.of("src/test/fixtures/operations/primitives.tar.xz");

  /** LAPACK's factorisations, which neither target has. */
  static final Set<String> REFUSED = Set.of("eigh", "svd", "tridiagonal_solve");

  private PrimitiveCases() {}

  /**
   * Unpacks the first cases of each primitive, as suites of examples.
   *
   * @param most cases of a primitive
   */
  static void unpack(Path folder, int most) throws IOException {
    Map<String, Set<String>> taken = new HashMap<>();
    Archives.unpack(
        ALL,
        folder,
        name -> {
          String[] parts = name.split("/");
          Set<String> cases = taken.computeIfAbsent(parts[0], k -> new TreeSet<>());
          return cases.contains(parts[1]) || cases.size() < most && cases.add(parts[1]);
        });
  }

  /** Unpacks the first case of every third primitive. */
  static void unpackEveryThirdPrimitive(Path folder) throws IOException {
    List<String> primitives = new ArrayList<>();
    Map<String, String> first = new HashMap<>();
    Archives.unpack(
        ALL,
        folder,
        name -> {
          String[] parts = name.split("/");
          if (!primitives.contains(parts[0])) {
            primitives.add(parts[0]);
            first.put(parts[0], parts[1]);
          }
          return primitives.indexOf(parts[0]) % 3 == 0 && first.get(parts[0]).equals(parts[1]);
        });
  }

  /** Fails unless the row is a success, or its primitive is one that is refused. */
  static void isRightOrRefusedByName(Result row) {
    if (!row.succeeded()) {
      assertThat(row.stage()).as(row.toString()).isEqualTo(Stage.CONVERT);
      assertThat(REFUSED).as(row.toString()).contains(row.suite());
    }
  }
}
