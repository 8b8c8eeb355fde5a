package org.modelparity.lowering.tensorflow;

import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Complexes;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Fourier;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;

/** Complex numbers by their parts, and Fourier transforms. */
final class ComplexNodes implements NodeHandlers.Family {
  /** Operations that move or add up elements, so that they apply to each part by itself. */
  private static final Set<String> PARTWISE =
      Set.of(
          "BroadcastTo",
          "ConcatV2",
          "ExpandDims",
          "Fill",
          "GatherNd",
          "GatherV2",
          "Identity",
          "IdentityN",
          "Mean",
          "Pack",
          "Pad",
          "Reshape",
          "ReverseV2",
          "Roll",
          "Slice",
          "Snapshot",
          "Split",
          "SplitV",
          "Squeeze",
          "StopGradient",
          "StridedSlice",
          "Sum",
          "Tile",
          "Transpose",
          "Unpack",
          "ZerosLike");

  private final Complexes complexes;
  private final Fourier fourier;
  private final Elementwise elementwise;
  private final Shapes shapes;

  ComplexNodes(GraphBuilder graph) {
    this.complexes = new Complexes(graph);
    this.fourier = new Fourier(graph);
    this.elementwise = new Elementwise(graph);
    this.shapes = new Shapes(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.one("Complex", n -> new ComplexPair(n.in(0), n.in(1)));
    handlers.partwise(PARTWISE);
    parts(handlers);
    arithmetic(handlers);
    transforms(handlers);
  }

  private void parts(NodeHandlers handlers) {
    handlers.complex("Real", n -> pair(n).real());
    handlers.complex("Imag", n -> pair(n).imaginary());
    handlers.complex("ComplexAbs", n -> complexes.abs(pair(n)));
    handlers.complex("Conj", n -> complexes.conjugate(pair(n)));
    handlers.complex("Angle", n -> elementwise.atan2(pair(n).imaginary(), pair(n).real()));
    handlers.complex("Cast", this::cast);
  }

  private ComplexPair pair(NodeContext n) {
    return complexes.pair(n.in(0));
  }

  private Value cast(NodeContext n) {
    ElementType type = n.type("DstT");
    return type.isComplex() ? pair(n) : elementwise.convert(pair(n).real(), type);
  }

  private void arithmetic(NodeHandlers handlers) {
    for (String add : List.of("Add", "AddV2")) {
      binary(handlers, add, complexes::add);
    }
    binary(handlers, "Sub", complexes::subtract);
    binary(handlers, "Mul", complexes::multiply);
    binary(handlers, "RealDiv", complexes::divide);
    binary(handlers, "Pow", complexes::power);
    binary(handlers, "Equal", (a, b) -> complexes.compare(Comparison.EQ, a, b));
    binary(handlers, "NotEqual", (a, b) -> complexes.compare(Comparison.NE, a, b));
    unary(handlers, "Neg", complexes::negate);
    unary(handlers, "Exp", complexes::exp);
    unary(handlers, "Log", complexes::log);
    unary(handlers, "Sqrt", complexes::sqrt);
    unary(handlers, "Rsqrt", complexes::rsqrt);
    unary(handlers, "Sin", complexes::sin);
    unary(handlers, "Cos", complexes::cos);
    unary(handlers, "Tanh", complexes::tanh);
    unary(handlers, "Square", x -> complexes.multiply(x, x));
  }

  private static void unary(NodeHandlers handlers, String name, UnaryOperator<Value> function) {
    handlers.complex(name, n -> function.apply(n.in(0)));
  }

  private static void binary(NodeHandlers handlers, String name, BinaryOperator<Value> function) {
    handlers.complex(name, n -> function.apply(n.in(0), n.in(1)));
  }

  private void transforms(NodeHandlers handlers) {
    List<String> suffixes = List.of("", "2D", "3D");
    for (int i = 0; i < suffixes.size(); i++) {
      int dimensions = i + 1;
      String suffix = suffixes.get(i);
      handlers.complex("FFT" + suffix, n -> fourier.fft(n.in(0), dimensions));
      handlers.complex("IFFT" + suffix, n -> fourier.ifft(n.in(0), dimensions));
      handlers.one("RFFT" + suffix, n -> fourier.rfft(cut(n.in(0), n.longs(1)), dimensions));
      handlers.complex("IRFFT" + suffix, this::inverseOfReal);
    }
  }

  private Value inverseOfReal(NodeContext n) {
    long[] lengths = n.longs(1);
    long[] spectrum = lengths.clone();
    int last = spectrum.length - 1;
    spectrum[last] = spectrum[last] / 2 + 1;
    ComplexPair x = pair(n);
    ComplexPair needed = new ComplexPair(cut(x.real(), spectrum), cut(x.imaginary(), spectrum));
    return fourier.irfft(needed, lengths);
  }

  /** The first elements of the last dimensions, of which there must be as many, or more. */
  private Value cut(Value x, long[] sizes) {
    Value cut = x;
    for (int i = 0; i < sizes.length; i++) {
      int axis = x.shape().rank() - sizes.length + i;
      if (x.shape().dimension(axis) < sizes[i]) {
        throw new LoweringException(
            "a transform of length %d of a tensor of shape %s".formatted(sizes[i], x.shape()));
      }
      cut = shapes.slice(cut, axis, 0, sizes[i]);
    }
    return cut;
  }
}
