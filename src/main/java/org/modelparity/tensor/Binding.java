package org.modelparity.tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives the arrays of an NPZ file to the inputs or outputs of a signature. */
public final class Binding {
  private Binding() {}

  /**
   * The arrays under the names of the specifications, in their order: by name, or, where no name
   * matches, in file order.
   *
   * @param file that the arrays come from, for messages
   * @throws NpzException if an array is missing, too many, or of another type or shape
   */
  public static Map<String, Tensor> bind(
      Path file, Map<String, Tensor> arrays, List<TensorSpec> specs) throws NpzException {
    Map<String, Tensor> bound = new LinkedHashMap<>();
    if (specs.stream().noneMatch(s -> arrays.containsKey(s.name()))) {
      if (arrays.size() != specs.size()) {
        throw new NpzException(
            "%s holds %d arrays (%s), but the signature has %d (%s)"
                .formatted(
                    file,
                    arrays.size(),
                    String.join(", ", arrays.keySet()),
                    specs.size(),
                    names(specs)));
      }
      List<Tensor> inOrder = new ArrayList<>(arrays.values());
      for (int i = 0; i < specs.size(); i++) {
        bound.put(specs.get(i).name(), inOrder.get(i));
      }
    } else {
      bindByName(file, arrays, specs, bound);
    }
    for (TensorSpec spec : specs) {
      requireFit(file, spec, bound.get(spec.name()));
    }
    return bound;
  }

  private static void bindByName(
      Path file, Map<String, Tensor> arrays, List<TensorSpec> specs, Map<String, Tensor> bound)
      throws NpzException {
    for (TensorSpec spec : specs) {
      Tensor array = arrays.get(spec.name());
      if (array == null) {
        throw new NpzException(
            "%s has no array '%s'; it holds %s, and the signature has %s"
                .formatted(file, spec.name(), String.join(", ", arrays.keySet()), names(specs)));
      }
      bound.put(spec.name(), array);
    }
    for (String name : arrays.keySet()) {
      if (!bound.containsKey(name)) {
        throw new NpzException(
            "%s holds the array '%s', which the signature does not have; it has %s"
                .formatted(file, name, names(specs)));
      }
    }
  }

  private static void requireFit(Path file, TensorSpec spec, Tensor array) throws NpzException {
    if (array.type() != spec.type()) {
      throw new NpzException(
          "%s: array '%s' is %s, but the signature wants %s; save it as x.astype('%s')"
              .formatted(file, spec.name(), array.type(), spec.type(), spec.type()));
    }
    if (!fits(array.shape(), spec.shape())) {
      throw new NpzException(
          "%s: array '%s' has shape %s, but the signature wants %s"
              .formatted(file, spec.name(), array.shape(), spec.shape()));
    }
  }

  /** Whether every known dimension is the wanted one. */
  private static boolean fits(Shape shape, Shape wanted) {
    if (shape.rank() != wanted.rank()) {
      return false;
    }
    for (int axis = 0; axis < shape.rank(); axis++) {
      long dimension = wanted.dimension(axis);
      if (dimension != Shape.UNKNOWN && dimension != shape.dimension(axis)) {
        return false;
      }
    }
    return true;
  }

  private static String names(List<TensorSpec> specs) {
    return specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
  }
}
