package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.Shape;

/**
 * Discrete Fourier transforms of the last dimensions, as products with constant matrices of cosines
 * and sines; see {@link FourierStages}.
 */
public final class Fourier {
  private final Shapes shapes;
  private final Complexes complexes;
  private final FourierStages stages;

  public Fourier(GraphBuilder graph) {
    this.shapes = new Shapes(graph);
    this.complexes = new Complexes(graph);
    this.stages = new FourierStages(graph);
  }

  /** The transform of a complex tensor's last {@code dimensions} dimensions. */
  public Value fft(Value x, int dimensions) {
    return all(complexes.pair(x), dimensions, 0, false);
  }

  /** The inverse transform, divided by the number of elements. */
  public Value ifft(Value x, int dimensions) {
    return all(complexes.pair(x), dimensions, 0, true);
  }

  /** The transform of a real tensor; of the last dimension only the first n/2 + 1 elements. */
  public Value rfft(Value x, int dimensions) {
    int last = x.shape().rank() - 1;
    long n = x.shape().dimension(last);
    ComplexPair spectrum = rows(x, last, r -> stages.ofReal(r, n / 2 + 1));
    return all(spectrum, dimensions, 1, false);
  }

  /**
   * The real tensor with this spectrum.
   *
   * @param lengths of the result's last dimensions
   */
  public Value irfft(Value x, long[] lengths) {
    ComplexPair partly = all(complexes.pair(x), lengths.length, 1, true);
    int last = x.shape().rank() - 1;
    long n = lengths[lengths.length - 1];
    Shape shape = x.shape().with(last, n);
    Shape rows = Shape.of(shape.size() / n, x.shape().dimension(last));
    Value real =
        stages.toReal(
            new ComplexPair(
                shapes.reshape(partly.real(), rows), shapes.reshape(partly.imaginary(), rows)),
            n);
    return shapes.reshape(real, shape);
  }

  private interface OfRows {
    ComplexPair apply(Value rows);
  }

  /** Transforms the last dimensions but {@code skipped}. */
  private ComplexPair all(ComplexPair x, int dimensions, int skipped, boolean inverse) {
    int rank = x.shape().rank();
    ComplexPair y = x;
    for (int axis = rank - 1 - skipped; axis >= rank - dimensions; axis--) {
      y = along(y, axis, inverse);
    }
    return y;
  }

  private ComplexPair along(ComplexPair x, int axis, boolean inverse) {
    int[] order = last(x.shape().rank(), axis);
    ComplexPair moved = transpose(x, order);
    Shape shape = moved.shape();
    long n = shape.dimension(shape.rank() - 1);
    Shape rows = Shape.of(shape.size() / n, n);
    ComplexPair y =
        stages.transform(
            new ComplexPair(
                shapes.reshape(moved.real(), rows), shapes.reshape(moved.imaginary(), rows)),
            inverse);
    ComplexPair back =
        new ComplexPair(shapes.reshape(y.real(), shape), shapes.reshape(y.imaginary(), shape));
    return transpose(back, inverse(order));
  }

  private ComplexPair rows(Value x, int last, OfRows transform) {
    long n = x.shape().dimension(last);
    ComplexPair y = transform.apply(shapes.reshape(x, Shape.of(x.shape().size() / n, n)));
    Shape shape = x.shape().with(last, y.shape().dimension(1));
    return new ComplexPair(shapes.reshape(y.real(), shape), shapes.reshape(y.imaginary(), shape));
  }

  private ComplexPair transpose(ComplexPair x, int[] order) {
    return new ComplexPair(
        shapes.transpose(x.real(), order), shapes.transpose(x.imaginary(), order));
  }

  private static int[] last(int rank, int axis) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    order.add(order.remove(axis));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }
}
