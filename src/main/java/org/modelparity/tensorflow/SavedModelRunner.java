package org.modelparity.tensorflow;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Runs a signature of a SavedModel in TensorFlow itself: what conversions are compared with. */
public final class SavedModelRunner implements Execution {
  /** As results name this reference. */
  public static final String NAME = "tensorflow";

  /**
   * What TensorFlow 2.18 says of StableHLO that is newer than itself, without a word on the reason.
   */
  private static final String NEWER_STABLEHLO = "Cannot deserialize computation";

  private final SavedModelProgram program;
  private final Signature signature;
  private final SignatureDef tensors;
  private final TF_Graph graph;
  private final TF_Session session;

  private SavedModelRunner(
      SavedModelProgram program, Signature signature, TF_Graph graph, TF_Session session) {
    this.program = program;
    this.signature = signature;
    this.tensors = program.graph().getSignatureDefOrThrow(signature.name());
    this.graph = graph;
    this.session = session;
  }

  /**
   * Loads the model with its variables. StableHLO that is newer than what this TensorFlow reads is
   * brought to an older version first.
   *
   * @param signature one of the program's
   * @throws ExecutionException if TensorFlow refuses the model
   */
  public static SavedModelRunner open(SavedModelProgram program, Signature signature)
      throws ExecutionException {
    if (XlaModules.isTooNew(program.graph().getGraphDef())) {
      try (DowngradedSavedModel copy = DowngradedSavedModel.of(program)) {
        return load(copy.folder(), program, signature);
      }
    }
    return load(program.path(), program, signature);
  }

  private static SavedModelRunner load(Path folder, SavedModelProgram program, Signature signature)
      throws ExecutionException {
    // Its static initializer loads TensorFlow's libraries.
    String tag = SavedModelBundle.DEFAULT_TAG;
    try (PointerScope scope = new PointerScope()) {
      TF_Graph graph = TF_Graph.newGraph();
      TF_Status status = TF_Status.newStatus();
      TF_Session session =
          TF_Session.loadSessionFromSavedModel(
              TF_SessionOptions.newSessionOptions(),
              null,
              folder.toString(),
              new String[] {tag},
              graph,
              null,
              status);
      status.throwExceptionIfNotOK();
      graph.retainReference();
      session.retainReference();
      return new SavedModelRunner(program, signature, graph, session);
    } catch (TensorFlowException e) {
      throw failure("cannot load", program, e);
    }
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException {
    List<TensorSpec> given = signature.inputs();
    List<TensorSpec> wanted = signature.outputs();
    try (PointerScope local = new PointerScope()) {
      TF_Output feeds = new TF_Output(given.size());
      PointerPointer<TF_Tensor> values = new PointerPointer<>(given.size());
      for (int i = 0; i < given.size(); i++) {
        String name = given.get(i).name();
        Tensor value = inputs.get(name);
        if (value == null) {
          throw new ExecutionException("there is no value for the input '" + name + "'");
        }
        set(feeds.position(i), tensors.getInputsOrThrow(name));
        values.put(i, NativeTensors.copy(value));
      }
      TF_Output fetches = new TF_Output(wanted.size());
      for (int i = 0; i < wanted.size(); i++) {
        set(fetches.position(i), tensors.getOutputsOrThrow(wanted.get(i).name()));
      }
      PointerPointer<TF_Tensor> results = new PointerPointer<>(wanted.size());
      TF_Status status = TF_Status.newStatus();
      tensorflow.TF_SessionRun(
          session,
          null,
          feeds.position(0),
          values,
          given.size(),
          fetches.position(0),
          results,
          wanted.size(),
          new PointerPointer<TF_Operation>(0L),
          0,
          null,
          status);
      status.throwExceptionIfNotOK();
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (int i = 0; i < wanted.size(); i++) {
        TF_Tensor result = results.get(TF_Tensor.class, i).withDeallocator();
        outputs.put(wanted.get(i).name(), NativeTensors.copy(result));
      }
      return outputs;
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw failure("cannot run", program, e);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private void set(TF_Output output, TensorInfo tensor) throws ExecutionException {
    String node = TensorName.node(tensor.getName());
    TF_Operation operation = tensorflow.TF_GraphOperationByName(graph, node);
    if (operation == null || operation.isNull()) {
      throw new ExecutionException(
          "the signature '" + signature.name() + "' names a node '" + node + "' that is not there");
    }
    output.oper(operation).index(TensorName.index(tensor.getName()));
  }

  private static ExecutionException failure(
      String what, SavedModelProgram program, RuntimeException cause) {
    String reason = String.valueOf(cause.getMessage());
    if (reason.contains(NEWER_STABLEHLO)) {
      reason =
          "its StableHLO is newer than TensorFlow "
              + org.tensorflow.TensorFlow.version()
              + " reads";
    }
    return new ExecutionException(
        "TensorFlow " + what + " " + program.path() + ": " + firstLine(reason), cause);
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }
}
