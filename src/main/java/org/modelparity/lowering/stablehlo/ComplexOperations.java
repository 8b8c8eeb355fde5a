package org.modelparity.lowering.stablehlo;

import java.util.Arrays;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Complexes;
import org.modelparity.lowering.Fourier;

/** Complex numbers by their parts, and Fourier transforms. */
final class ComplexOperations implements OperationTable.Family {
  private final Complexes complexes;
  private final Fourier fourier;

  ComplexOperations(Complexes complexes, Fourier fourier) {
    this.complexes = complexes;
    this.fourier = fourier;
  }

  @Override
  public void register(OperationTable table) {
    table.one("complex", o -> new ComplexPair(o.in(0), o.in(1)));
    table.unary("real", x -> x instanceof ComplexPair pair ? pair.real() : x);
    table.unary("imag", x -> x instanceof ComplexPair pair ? pair.imaginary() : complexes.imag(x));
    table.one("fft", this::fft);
  }

  /** Over the last dimensions, as many as there are lengths. */
  private Value fft(Invocation o) {
    long[] lengths = o.longs("fft_length", 0, 0);
    return switch (o.enumeration("fft_type")) {
      case "FFT" -> fourier.fft(o.in(0), lengths.length);
      case "IFFT" -> fourier.ifft(o.in(0), lengths.length);
      case "RFFT" -> fourier.rfft(o.in(0), lengths.length);
      default -> fourier.irfft(o.in(0), Arrays.copyOf(lengths, lengths.length));
    };
  }
}
