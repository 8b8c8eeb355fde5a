package org.modelparity.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensorflow.DataTypes;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Opens SavedModels. */
final class SavedModelReader {
  private static final String TAG = "serve";

  private SavedModelReader() {}

  /**
   * Opens a SavedModel.
   *
   * @param folder that holds {@code saved_model.pb}
   * @throws ModelException if a file is missing or damaged, or no signature can be used
   */
  static SavedModelProgram open(Path folder) throws ModelException {
    MetaGraphDef graph = graph(folder.resolve("saved_model.pb"));
    Checkpoint variables = variables(folder, graph);
    List<Signature> signatures = new ArrayList<>();
    ModelException refused = null;
    for (var entry : new TreeMap<>(graph.getSignatureDefMap()).entrySet()) {
      if (entry.getKey().startsWith("__saved_model") || entry.getValue().getOutputsCount() == 0) {
        continue;
      }
      try {
        signatures.add(signature(folder, graph, entry.getKey(), entry.getValue()));
      } catch (ModelException e) {
        refused = e;
      }
    }
    if (signatures.isEmpty()) {
      throw refused != null
          ? refused
          : new ModelException(
              folder
                  + " has no signatures; save the model with tf.saved_model.save(model, path,"
                  + " signatures=function.get_concrete_function(...))");
    }
    signatures.sort(
        Comparator.comparing((Signature s) -> !s.name().equals(Models.DEFAULT_SIGNATURE))
            .thenComparing(Signature::name));
    return new SavedModelProgram(folder, signatures, graph, variables);
  }

  /** Tells why a signature that the model has is not among the program's, if it has it. */
  static void checkSignature(SavedModelProgram model, String name) throws ModelException {
    SignatureDef definition = model.graph().getSignatureDefMap().get(name);
    if (definition != null && definition.getOutputsCount() > 0) {
      signature(model.path(), model.graph(), name, definition);
    }
  }

  private static MetaGraphDef graph(Path file) throws ModelException {
    SavedModel model;
    try (InputStream in = Files.newInputStream(file)) {
      CodedInputStream coded = CodedInputStream.newInstance(in);
      coded.setSizeLimit(Integer.MAX_VALUE);
      model = SavedModel.parseFrom(coded);
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException(
          file + " is damaged: " + e.getMessage() + " Copy the model again.", e);
    } catch (IllegalStateException e) {
      // What protobuf's reader of streams makes of some lengths that lead beyond the end.
      throw new ModelException(file + " is damaged: a length is wrong. Copy the model again.", e);
    } catch (IOException e) {
      throw new ModelException("cannot read " + file + ": " + e, e);
    }
    List<String> tags = new ArrayList<>();
    for (MetaGraphDef graph : model.getMetaGraphsList()) {
      if (graph.getMetaInfoDef().getTagsList().contains(TAG)) {
        return graph;
      }
      tags.add(graph.getMetaInfoDef().getTagsList().toString());
    }
    throw new ModelException(
        file
            + (tags.isEmpty()
                ? " is damaged: there is no graph in it; copy the model again"
                : " has no graph with the tag '" + TAG + "'; its tags are " + tags));
  }

  private static Checkpoint variables(Path folder, MetaGraphDef graph) throws ModelException {
    Path variables = folder.resolve("variables");
    if (Files.isDirectory(variables)) {
      return BundleCheckpoint.open(variables);
    }
    // TensorFlow's converter does not notice this: it writes a model that fails when it runs.
    String variable = firstVariable(graph);
    if (variable != null) {
      throw new ModelException(
          "the folder "
              + variables
              + " is missing, but the model has variables (such as '"
              + variable
              + "'); copy the whole folder of the SavedModel");
    }
    return BundleCheckpoint.empty();
  }

  private static String firstVariable(MetaGraphDef graph) {
    Stream<NodeDef> functions =
        graph.getGraphDef().getLibrary().getFunctionList().stream()
            .flatMap(f -> f.getNodeDefList().stream());
    return Stream.concat(graph.getGraphDef().getNodeList().stream(), functions)
        .filter(n -> n.getOp().equals("VarHandleOp") || n.getOp().equals("VariableV2"))
        .map(NodeDef::getName)
        .findFirst()
        .orElse(null);
  }

  private static Signature signature(
      Path folder, MetaGraphDef graph, String name, SignatureDef definition) throws ModelException {
    String context = "signature '" + name + "' of " + folder;
    List<TensorSpec> inputs = new ArrayList<>();
    List<TensorSpec> outputs = new ArrayList<>();
    SignatureOrder order = SignatureOrder.of(graph, definition);
    for (String input : order.inputs()) {
      inputs.add(spec(context, "input", input, definition.getInputsMap()));
    }
    for (String output : order.outputs()) {
      outputs.add(spec(context, "output", output, definition.getOutputsMap()));
    }
    return new Signature(name, inputs, outputs);
  }

  private static TensorSpec spec(
      String context, String role, String name, Map<String, TensorInfo> infos)
      throws ModelException {
    TensorInfo info = infos.get(name);
    String what = role + " '" + name + "' of " + context;
    ElementType type =
        DataTypes.elements(info.getDtype())
            .orElseThrow(
                () ->
                    new ModelException(
                        what + " has type " + info.getDtype() + ", which is not supported"));
    TensorShapeProto shape = info.getTensorShape();
    if (shape.getUnknownRank()) {
      throw new ModelException(
          what + " has an unknown number of dimensions; save the model with a shape for it");
    }
    return new TensorSpec(
        name,
        type,
        Shape.of(
            shape.getDimList().stream()
                .mapToLong(d -> Math.max(d.getSize(), Shape.UNKNOWN))
                .toArray()));
  }
}
