package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Matrices;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.Reductions;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Einstein summation of one or two operands, as transposes, sums and one product of matrices. */
final class Einsum {
  private final Matrices matrices;
  private final Shapes shapes;
  private final Reductions reductions;
  private final Elementwise elementwise;

  Einsum(GraphBuilder graph) {
    matrices = new Matrices(graph);
    shapes = new Shapes(graph);
    reductions = new Reductions(graph);
    elementwise = new Elementwise(graph);
  }

  /** A value whose axes have labels, one character each. */
  private record Labelled(Value value, String labels) {
    int axis(char label) {
      return labels.indexOf(label);
    }

    long size(char label) {
      return value.shape().dimension(axis(label));
    }
  }

  Value compute(String equation, List<Value> operands) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    String[] terms = sides[0].split(",", -1);
    if (sides.length != 2 || terms.length != operands.size() || terms.length > 2) {
      throw new LoweringException("equation " + equation + " of " + operands.size() + " operands");
    }
    int ellipsis = 0;
    for (int i = 0; i < terms.length; i++) {
      if (terms[i].contains("...")) {
        ellipsis = Math.max(ellipsis, operands.get(i).shape().rank() - (terms[i].length() - 3));
      }
    }
    List<Labelled> labelled = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      int rank = operands.get(i).shape().rank();
      int own = terms[i].contains("...") ? rank - (terms[i].length() - 3) : 0;
      String labels = expand(terms[i], ellipsis, own);
      if (labels.length() != rank) {
        throw new LoweringException("equation " + equation + " of an operand of rank " + rank);
      }
      labelled.add(diagonal(new Labelled(operands.get(i), labels)));
    }
    String result = expand(sides[1], ellipsis, ellipsis);
    if (labelled.size() == 1) {
      return ordered(summed(labelled.get(0), result), result);
    }
    return product(labelled.get(0), labelled.get(1), result);
  }

  /** The ellipsis becomes digits-like labels from a range that equations do not use. */
  private static String expand(String term, int all, int own) {
    StringBuilder labels = new StringBuilder();
    for (int i = all - own; i < all; i++) {
      labels.append((char) ('\u0400' + i));
    }
    return term.replace("...", labels.toString());
  }

  /** A label that an operand has twice selects its diagonal. */
  private Labelled diagonal(Labelled x) {
    for (int i = 0; i < x.labels().length(); i++) {
      int other = x.labels().indexOf(x.labels().charAt(i), i + 1);
      if (other >= 0) {
        return diagonal(withoutRepetition(x, i, other));
      }
    }
    return x;
  }

  private Labelled withoutRepetition(Labelled x, int first, int second) {
    Value v = x.value();
    Shape shape = v.shape();
    long[] one = new long[shape.rank()];
    java.util.Arrays.fill(one, 1);
    long[] rows = one.clone();
    rows[first] = shape.dimension(first);
    long[] columns = one.clone();
    columns[second] = shape.dimension(second);
    Value equal =
        elementwise.compare(
            Comparison.EQ,
            false,
            shapes.reshape(
                shapes.iota(ElementType.INT32, Shape.of(rows[first]), 0), Shape.of(rows)),
            shapes.reshape(
                shapes.iota(ElementType.INT32, Shape.of(columns[second]), 0), Shape.of(columns)));
    Value masked = elementwise.select(equal, v, shapes.broadcastTo(zero(v.type()), shape));
    Value sum = reductions.reduce(Reducer.ADD, masked, zero(v.type()), second);
    return new Labelled(sum, new StringBuilder(x.labels()).deleteCharAt(second).toString());
  }

  /** Sums over the labels that are not wanted any more. */
  private Labelled summed(Labelled x, String wanted) {
    int[] axes =
        IntStream.range(0, x.labels().length())
            .filter(i -> wanted.indexOf(x.labels().charAt(i)) < 0)
            .toArray();
    if (axes.length == 0) {
      return x;
    }
    StringBuilder rest = new StringBuilder();
    x.labels().chars().filter(c -> wanted.indexOf(c) >= 0).forEach(c -> rest.append((char) c));
    return new Labelled(
        reductions.reduce(Reducer.ADD, x.value(), zero(x.value().type()), axes), rest.toString());
  }

  private Value ordered(Labelled x, String result) {
    int[] permutation = result.chars().map(c -> x.axis((char) c)).toArray();
    for (int axis : permutation) {
      if (axis < 0) {
        throw new LoweringException("a label of the result that no operand has");
      }
    }
    return shapes.transpose(x.value(), permutation);
  }

  private Value product(Labelled a, Labelled b, String result) {
    Labelled left = summed(a, b.labels() + result);
    Labelled right = summed(b, a.labels() + result);
    // A dimension of 1 broadcasts against the other operand's: it is summed away instead.
    for (char c : left.labels().toCharArray()) {
      if (right.axis(c) >= 0 && left.size(c) != right.size(c)) {
        if (left.size(c) == 1) {
          left = dropped(left, c);
        } else {
          right = dropped(right, c);
        }
      }
    }
    StringBuilder batch = new StringBuilder();
    StringBuilder contracted = new StringBuilder();
    for (char c : left.labels().toCharArray()) {
      if (right.axis(c) >= 0) {
        (result.indexOf(c) >= 0 ? batch : contracted).append(c);
      }
    }
    Value dot =
        matrices.dotGeneral(
            left.value(),
            right.value(),
            axes(left, batch),
            axes(right, batch),
            axes(left, contracted),
            axes(right, contracted),
            left.value().type());
    String labels =
        batch
            + without(left.labels(), batch.toString() + contracted)
            + without(right.labels(), batch.toString() + contracted);
    return ordered(new Labelled(dot, labels), result);
  }

  private Labelled dropped(Labelled x, char label) {
    int axis = x.axis(label);
    long[] rest =
        IntStream.range(0, x.labels().length())
            .filter(i -> i != axis)
            .mapToLong(x.value().shape()::dimension)
            .toArray();
    return new Labelled(
        shapes.reshape(x.value(), Shape.of(rest)),
        new StringBuilder(x.labels()).deleteCharAt(axis).toString());
  }

  private static int[] axes(Labelled x, StringBuilder labels) {
    return labels.chars().map(c -> x.axis((char) c)).toArray();
  }

  private static String without(String labels, String dropped) {
    StringBuilder rest = new StringBuilder();
    labels.chars().filter(c -> dropped.indexOf(c) < 0).forEach(c -> rest.append((char) c));
    return rest.toString();
  }

  private Value zero(ElementType type) {
    return elementwise.convert(new Constant(Tensor.scalar(0)), type);
  }
}
