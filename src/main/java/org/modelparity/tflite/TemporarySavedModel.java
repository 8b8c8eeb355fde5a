package org.modelparity.tflite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.modelparity.graph.GraphDefs;
import org.modelparity.graph.PortableGraph;
import org.modelparity.target.ConversionException;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensorflow.DataTypes;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A portable graph as a SavedModel without variables, which is the form that TensorFlow's converter
 * takes. Its folder exists until it is closed.
 */
final class TemporarySavedModel implements AutoCloseable {
  private static final String FILE = "saved_model.pb";

  private final Path folder;

  private TemporarySavedModel(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a graph.
   *
   * @param signature whose name, inputs and outputs the SavedModel gets
   * @param parent the folder to make the SavedModel's folder in
   * @throws ConversionException if the folder cannot be written or the graph is above 2 GiB
   */
  static TemporarySavedModel write(PortableGraph graph, Signature signature, Path parent)
      throws ConversionException {
    SavedModel.Builder model = SavedModel.newBuilder().setSavedModelSchemaVersion(1);
    model.addMetaGraphs(metaGraph(graph, signature));
    TemporarySavedModel written = null;
    try {
      written = new TemporarySavedModel(Files.createTempDirectory(parent, "portable"));
      try (OutputStream out = Files.newOutputStream(written.folder.resolve(FILE))) {
        model.build().writeTo(out);
      }
      return written;
    } catch (IOException e) {
      ConversionException failure =
          new ConversionException("cannot write the portable graph: " + e, e);
      if (written != null) {
        try {
          written.close();
        } catch (ConversionException suppressed) {
          failure.addSuppressed(suppressed);
        }
      }
      throw failure;
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws ConversionException {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
      Files.delete(folder);
    } catch (IOException e) {
      throw new ConversionException("cannot delete " + folder + ": " + e, e);
    }
  }

  private static MetaGraphDef metaGraph(PortableGraph graph, Signature signature) {
    GraphDefs.Written written = GraphDefs.write(graph);
    SignatureDef.Builder definition =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    // The graph was lowered for certain shapes, whatever dimensions the signature leaves open.
    Map<String, Shape> inputs = new HashMap<>();
    graph.inputs().forEach(i -> inputs.put(i.name(), i.value().shape()));
    for (TensorSpec input : signature.inputs()) {
      add(definition::putInputs, written.inputs(), input, inputs);
    }
    Map<String, Shape> outputs = new HashMap<>();
    graph.outputs().forEach(o -> outputs.put(o.name(), o.value().shape()));
    for (TensorSpec output : signature.outputs()) {
      add(definition::putOutputs, written.outputs(), output, outputs);
    }
    return MetaGraphDef.newBuilder()
        .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
        .setGraphDef(written.graph())
        .putSignatureDef(signature.name(), definition.build())
        .build();
  }

  private interface Put {
    SignatureDef.Builder put(String name, TensorInfo info);
  }

  private static void add(
      Put put, Map<String, String> nodes, TensorSpec spec, Map<String, Shape> shapes) {
    String node = nodes.get(spec.name());
    if (node == null) {
      throw new IllegalStateException("the portable graph lacks " + spec);
    }
    put.put(
        spec.name(),
        TensorInfo.newBuilder()
            .setName(node + ":0")
            .setDtype(DataTypes.of(spec.type()))
            .setTensorShape(shape(shapes.getOrDefault(spec.name(), spec.shape())))
            .build());
  }

  private static TensorShapeProto shape(Shape shape) {
    TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
    for (long dimension : shape.toArray()) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
    }
    return proto.build();
  }
}
