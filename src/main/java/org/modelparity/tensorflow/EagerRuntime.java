package org.modelparity.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TFE_DeleteContext;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_DeleteContextOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_DeleteOp;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_DeleteTensorHandle;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_Execute;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_NewContext;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_NewContextOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_NewOp;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_NewTensorHandle;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_OpAddInput;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_OpAddInputList;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_OpSetAttrValueProto;
import static org.tensorflow.internal.c_api.global.tensorflow.TFE_TensorHandleResolve;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TFE_Context;
import org.tensorflow.internal.c_api.TFE_ContextOptions;
import org.tensorflow.internal.c_api.TFE_Op;
import org.tensorflow.internal.c_api.TFE_TensorHandle;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.OpDef;

/**
 * Runs single TensorFlow operations at once, on the CPU. Uses the C interface that tensorflow-java
 * itself is made of, because its Java types leave out element types (uint32 and others) that the C
 * interface computes.
 */
public final class EagerRuntime implements AutoCloseable {
  private final OperationCatalog catalog = new OperationCatalog();
  private final TFE_Context context;

  public EagerRuntime() {
    TFE_ContextOptions options = TFE_NewContextOptions();
    try (Status status = new Status()) {
      context = TFE_NewContext(options, status.handle());
      status.check("TensorFlow does not start");
    } finally {
      TFE_DeleteContextOptions(options);
    }
  }

  public OperationCatalog catalog() {
    return catalog;
  }

  /**
   * Runs an operation.
   *
   * @param attributes those that do not follow from the types of inputs and outputs
   * @param types of the outputs
   * @throws TensorFlowException if TensorFlow refuses the operation or its inputs
   */
  public List<Tensor> run(
      String operation,
      List<Tensor> inputs,
      Map<String, AttrValue> attributes,
      List<ElementType> types) {
    List<TFE_TensorHandle> handles = new ArrayList<>();
    try (PointerScope scope = new PointerScope();
        Status status = new Status()) {
      TFE_Op op = TFE_NewOp(context, operation, status.handle());
      status.check(operation);
      try {
        for (Tensor input : inputs) {
          handles.add(handle(input, status));
        }
        addInputs(op, operation, handles, status);
        Map<String, AttrValue> all = catalog.outputAttributes(operation, types);
        all.keySet().removeAll(inputTypeAttributes(operation));
        all.putAll(attributes);
        for (Map.Entry<String, AttrValue> attribute : all.entrySet()) {
          BytePointer bytes = new BytePointer(attribute.getValue().toByteArray());
          TFE_OpSetAttrValueProto(op, attribute.getKey(), bytes, bytes.capacity(), status.handle());
          status.check(operation + "." + attribute.getKey());
        }
        return execute(op, operation, types.size(), status);
      } finally {
        TFE_DeleteOp(op);
      }
    } finally {
      handles.forEach(h -> TFE_DeleteTensorHandle(h));
    }
  }

  private List<String> inputTypeAttributes(String operation) {
    List<String> names = new ArrayList<>();
    for (OpDef.ArgDef argument : catalog.definition(operation).getInputArgList()) {
      names.add(argument.getTypeAttr());
      names.add(argument.getTypeListAttr());
      names.add(argument.getNumberAttr());
    }
    return names;
  }

  private static TFE_TensorHandle handle(Tensor input, Status status) {
    TFE_TensorHandle handle = TFE_NewTensorHandle(NativeTensors.copy(input), status.handle());
    status.check("a tensor " + input);
    return handle;
  }

  private void addInputs(
      TFE_Op op, String operation, List<TFE_TensorHandle> handles, Status status) {
    List<OpDef.ArgDef> arguments = catalog.definition(operation).getInputArgList();
    List<Integer> sizes = catalog.argumentSizes(operation, handles.size());
    int next = 0;
    for (int i = 0; i < arguments.size(); i++) {
      int size = sizes.get(i);
      if (OperationCatalog.isList(arguments.get(i))) {
        PointerPointer<TFE_TensorHandle> list = new PointerPointer<>(size);
        for (int j = 0; j < size; j++) {
          list.put(j, handles.get(next + j));
        }
        TFE_OpAddInputList(op, list, size, status.handle());
      } else {
        TFE_OpAddInput(op, handles.get(next), status.handle());
      }
      status.check(operation + "." + arguments.get(i).getName());
      next += size;
    }
  }

  private static List<Tensor> execute(TFE_Op op, String operation, int outputs, Status status) {
    PointerPointer<TFE_TensorHandle> results = new PointerPointer<>(outputs);
    IntPointer count = new IntPointer(1).put(outputs);
    TFE_Execute(op, results, count, status.handle());
    status.check(operation);
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < count.get(); i++) {
      TFE_TensorHandle result = results.get(TFE_TensorHandle.class, i);
      TF_Tensor tensor = TFE_TensorHandleResolve(result, status.handle());
      status.check(operation);
      tensors.add(NativeTensors.copy(tensor));
      TF_DeleteTensor(tensor);
      TFE_DeleteTensorHandle(result);
    }
    return tensors;
  }

  @Override
  public void close() {
    catalog.close();
    TFE_DeleteContext(context);
  }
}
