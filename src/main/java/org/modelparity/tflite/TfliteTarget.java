package org.modelparity.tflite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelparity.graph.PortableGraph;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.LoweredGraph;
import org.modelparity.target.Target;
import org.modelparity.tensor.Signature;
import org.tensorflow.proto.NodeDef;

/**
 * Converts to TensorFlow Lite.
 *
 * <ol>
 *   <li>A plain TensorFlow SavedModel goes to TensorFlow's own converter as it is.
 *   <li>Where that fails, and for models that are StableHLO, the converter gets the portable graph.
 *   <li>A model that converts directly but does not run is converted again by way of the portable
 *       graph, see {@link TfliteModel}.
 * </ol>
 */
public final class TfliteTarget implements Target {
  static final String XNNPACK = "xnnpack";
  static final String LITERTJS = "litertjs";
  static final String DIRECTLY = "converted directly by TensorFlow's converter";
  static final String PORTABLY = "converted by way of the portable graph";

  @Override
  public String name() {
    return "tflite";
  }

  @Override
  public List<String> backends() {
    return List.of(XNNPACK, LITERTJS);
  }

  @Override
  public ConvertedModel convert(ConversionRequest request) throws ConversionException {
    Path file = request.folder().resolve("model.tflite");
    String signature = request.signature().name();
    ConverterFlags flags =
        ConverterFlags.of(request.program().path(), signature, request.options());
    if (!(request.program() instanceof SavedModelProgram model) || hasStableHlo(model)) {
      return new TfliteModel(file, signature, portably(request, flags, file), Optional.empty());
    }
    byte[] bytes;
    try {
      bytes = NativeConverter.convert(flags);
    } catch (ConversionException direct) {
      return new TfliteModel(
          file, signature, portablyAfter(direct, request, flags, file), Optional.empty());
    }
    write(file, bytes);
    return new TfliteModel(
        file,
        signature,
        new TfliteModel.Made(request.batch().isPresent(), List.of(DIRECTLY)),
        Optional.of(f -> portably(request, flags, f)));
  }

  private static TfliteModel.Made portablyAfter(
      ConversionException direct, ConversionRequest request, ConverterFlags flags, Path file)
      throws ConversionException {
    try {
      return portably(request, flags, file).with("directly, it cannot be: " + direct.getMessage());
    } catch (ConversionException portable) {
      throw new ConversionException(
          direct.getMessage() + "; by way of the portable graph: " + portable.getMessage(),
          direct.details().orElse(null),
          portable);
    }
  }

  /** Writes the file by way of the portable graph. */
  private static TfliteModel.Made portably(
      ConversionRequest request, ConverterFlags flags, Path file) throws ConversionException {
    LoweredGraph lowered = request.lowered(Legalisation::apply);
    byte[] bytes;
    try {
      bytes = convert(lowered.graph(), request.signature(), flags, request.folder());
    } catch (ConversionException e) {
      if (!lowered.anyBatch()) {
        throw e;
      }
      lowered = LoweredGraph.fixed(request, Legalisation::apply, e.getMessage());
      bytes = convert(lowered.graph(), request.signature(), flags, request.folder());
    }
    write(file, bytes);
    List<String> notes = new ArrayList<>(List.of(PORTABLY));
    notes.addAll(lowered.notes());
    return new TfliteModel.Made(lowered.anyBatch(), notes);
  }

  /**
   * Converts a graph as it is.
   *
   * @param flags for any SavedModel
   * @param folder for temporary files
   */
  static byte[] convert(PortableGraph graph, Signature signature, ConverterFlags flags, Path folder)
      throws ConversionException {
    try (TemporarySavedModel model = TemporarySavedModel.write(graph, signature, folder)) {
      return NativeConverter.convert(flags.of(model.folder()));
    }
  }

  private static void write(Path file, byte[] bytes) throws ConversionException {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new ConversionException("cannot write " + file + ": " + e, e);
    }
  }

  /** TensorFlow's converter reads only StableHLO older than most models have. */
  private static boolean hasStableHlo(SavedModelProgram model) {
    var graph = model.graph().getGraphDef();
    Stream<NodeDef> inFunctions =
        graph.getLibrary().getFunctionList().stream().flatMap(f -> f.getNodeDefList().stream());
    return Stream.concat(graph.getNodeList().stream(), inFunctions)
        .anyMatch(n -> n.getOp().equals("XlaCallModule"));
  }
}
