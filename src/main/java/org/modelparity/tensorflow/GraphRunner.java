package org.modelparity.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteImportGraphDefOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphImportGraphDef;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphOperationByName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBufferFromString;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewImportGraphDefOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.modelparity.tensor.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.GraphDef;

/** Runs a GraphDef without variables in TensorFlow, on the CPU. */
public final class GraphRunner implements AutoCloseable {
  private final TF_Graph graph;
  private final TF_Session session;

  /**
   * @throws TensorFlowException if TensorFlow refuses the graph
   */
  public GraphRunner(GraphDef def) {
    graph = TF_NewGraph();
    try (PointerScope scope = new PointerScope();
        Status status = new Status()) {
      load(def, status);
      TF_SessionOptions options = TF_NewSessionOptions();
      session = TF_NewSession(graph, options, status.handle());
      TF_DeleteSessionOptions(options);
      status.check("TensorFlow does not start");
      session.retainReference();
    } catch (RuntimeException e) {
      TF_DeleteGraph(graph);
      throw e;
    }
  }

  private void load(GraphDef def, Status status) {
    BytePointer bytes = new BytePointer(def.toByteArray());
    TF_Buffer buffer = TF_NewBufferFromString(bytes, bytes.capacity());
    TF_ImportGraphDefOptions options = TF_NewImportGraphDefOptions();
    TF_GraphImportGraphDef(graph, buffer, options, status.handle());
    TF_DeleteImportGraphDefOptions(options);
    TF_DeleteBuffer(buffer);
    status.check("TensorFlow refuses the graph");
  }

  /**
   * Runs the graph once.
   *
   * @param inputs by the names of placeholders
   * @param outputs names of nodes, whose first output is wanted
   * @return the outputs by those names, in their order
   * @throws TensorFlowException if there is no such node, or TensorFlow fails
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs, List<String> outputs) {
    List<TF_Tensor> fed = new ArrayList<>();
    try (PointerScope scope = new PointerScope();
        Status status = new Status()) {
      inputs.values().forEach(t -> fed.add(NativeTensors.copy(t)));
      PointerPointer<TF_Tensor> results = new PointerPointer<>(Math.max(1, outputs.size()));
      TF_SessionRun(
          session,
          null,
          nodes(List.copyOf(inputs.keySet())),
          pointers(fed),
          fed.size(),
          nodes(outputs),
          results,
          outputs.size(),
          new PointerPointer<Pointer>(1),
          0,
          null,
          status.handle());
      status.check("TensorFlow fails");
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (int i = 0; i < outputs.size(); i++) {
        TF_Tensor result = results.get(TF_Tensor.class, i);
        tensors.put(outputs.get(i), NativeTensors.copy(result));
        TF_DeleteTensor(result);
      }
      return tensors;
    }
  }

  private static PointerPointer<TF_Tensor> pointers(List<TF_Tensor> tensors) {
    PointerPointer<TF_Tensor> pointers = new PointerPointer<>(Math.max(1, tensors.size()));
    for (int i = 0; i < tensors.size(); i++) {
      pointers.put(i, tensors.get(i));
    }
    return pointers;
  }

  private TF_Output nodes(List<String> names) {
    TF_Output array = new TF_Output(Math.max(1, names.size()));
    for (int i = 0; i < names.size(); i++) {
      TF_Operation operation = TF_GraphOperationByName(graph, names.get(i));
      if (operation == null) {
        throw new TensorFlowException("the graph has no node " + names.get(i));
      }
      array.position(i).oper(operation).index(0);
    }
    return array.position(0);
  }

  @Override
  public void close() {
    try (Status status = new Status()) {
      TF_CloseSession(session, status.handle());
      TF_DeleteSession(session, status.handle());
    }
    TF_DeleteGraph(graph);
  }
}
