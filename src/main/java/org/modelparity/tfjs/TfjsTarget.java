package org.modelparity.tfjs;

import java.io.IOException;
import java.util.List;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.LoweredGraph;
import org.modelparity.target.Target;

/**
 * TensorFlow.js graph models, written from the portable graph and run by the real TF.js: on its cpu
 * and wasm backends in the embedded V8, on webgl and webgpu in the user's browser.
 */
public final class TfjsTarget implements Target {
  private final String name;
  private final GraphModelWriter writer;

  /** The target {@code tfjs}, whose weights are exact. */
  public TfjsTarget() {
    this("tfjs", Quantization.NONE);
  }

  /** A target that writes its float32 weights in fewer bits. */
  public TfjsTarget(String name, Quantization quantization) {
    this.name = name;
    this.writer = new GraphModelWriter(quantization);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> backends() {
    return Backend.names();
  }

  @Override
  public ConvertedModel convert(ConversionRequest request) throws ConversionException {
    LoweredGraph lowered = request.lowered(GraphModelWriter::forms);
    try {
      return writer.write(lowered, request.folder());
    } catch (IOException e) {
      throw new ConversionException(
          "the TF.js model could not be written to " + request.folder() + ": " + e.getMessage(), e);
    }
  }
}
