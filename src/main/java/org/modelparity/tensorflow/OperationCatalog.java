package org.modelparity.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphGetOpDef;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.modelparity.tensor.ElementType;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.OpDef;

/** TensorFlow's own definitions of its operations: arguments and attributes. */
public final class OperationCatalog implements AutoCloseable {
  private final TF_Graph graph = TF_NewGraph();
  private final Map<String, OpDef> definitions = new HashMap<>();

  /**
   * The definition of an operation.
   *
   * @throws TensorFlowException if TensorFlow has no such operation
   */
  public OpDef definition(String operation) {
    return definitions.computeIfAbsent(operation, this::read);
  }

  private OpDef read(String operation) {
    TF_Buffer buffer = TF_NewBuffer();
    try (Status status = new Status()) {
      TF_GraphGetOpDef(graph, operation, buffer, status.handle());
      status.check(operation);
      byte[] bytes = new byte[Math.toIntExact(buffer.length())];
      new BytePointer(buffer.data()).capacity(bytes.length).get(bytes);
      return OpDef.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("TensorFlow's definition of " + operation, e);
    } finally {
      TF_DeleteBuffer(buffer);
    }
  }

  /**
   * How many of {@code inputs} inputs each declared argument takes: 1, or more for a list.
   *
   * @throws IllegalArgumentException if the count does not fit
   */
  public List<Integer> argumentSizes(String operation, int inputs) {
    List<OpDef.ArgDef> arguments = definition(operation).getInputArgList();
    long lists = arguments.stream().filter(OperationCatalog::isList).count();
    long inLists = inputs - (arguments.size() - lists);
    if (inLists < 0 || (lists == 0 ? inLists != 0 : inLists % lists != 0)) {
      throw new IllegalArgumentException(operation + " does not take " + inputs + " inputs");
    }
    List<Integer> sizes = new ArrayList<>();
    for (OpDef.ArgDef argument : arguments) {
      sizes.add(isList(argument) ? (int) (inLists / lists) : 1);
    }
    return sizes;
  }

  /** Whether an argument is a list of tensors. */
  public static boolean isList(OpDef.ArgDef argument) {
    return !argument.getNumberAttr().isEmpty() || !argument.getTypeListAttr().isEmpty();
  }

  /** The declared name of the argument that input {@code position} of {@code inputs} belongs to. */
  public String inputName(String operation, int inputs, int position) {
    List<Integer> sizes = argumentSizes(operation, inputs);
    int argument = 0;
    for (int end = sizes.get(0); end <= position; end += sizes.get(argument)) {
      argument++;
    }
    return definition(operation).getInputArg(argument).getName();
  }

  /** An output as functions refer to it: the argument's name and the index in its list. */
  public String outputReference(String operation, int output) {
    List<OpDef.ArgDef> arguments = definition(operation).getOutputArgList();
    if (arguments.size() == 1 && isList(arguments.get(0))) {
      return arguments.get(0).getName() + ":" + output;
    }
    return arguments.get(output).getName() + ":0";
  }

  /** The attributes that follow from the types of the outputs, for example {@code DstT}. */
  public SortedMap<String, AttrValue> outputAttributes(String operation, List<ElementType> types) {
    SortedMap<String, AttrValue> attributes = new TreeMap<>();
    bind(
        definition(operation).getOutputArgList(),
        sizes(operation, types.size()),
        types,
        attributes);
    return attributes;
  }

  private List<Integer> sizes(String operation, int outputs) {
    List<OpDef.ArgDef> arguments = definition(operation).getOutputArgList();
    boolean list = arguments.size() == 1 && isList(arguments.get(0));
    return list ? List.of(outputs) : arguments.stream().map(a -> 1).toList();
  }

  /** The attributes that follow from the types of the inputs, for example {@code T}. */
  public SortedMap<String, AttrValue> inputAttributes(String operation, List<ElementType> types) {
    SortedMap<String, AttrValue> attributes = new TreeMap<>();
    bind(
        definition(operation).getInputArgList(),
        argumentSizes(operation, types.size()),
        types,
        attributes);
    return attributes;
  }

  private static void bind(
      List<OpDef.ArgDef> arguments,
      List<Integer> sizes,
      List<ElementType> types,
      Map<String, AttrValue> attributes) {
    int next = 0;
    for (int i = 0; i < arguments.size(); i++) {
      OpDef.ArgDef argument = arguments.get(i);
      List<ElementType> own = types.subList(next, next + sizes.get(i));
      next += sizes.get(i);
      if (!argument.getNumberAttr().isEmpty()) {
        attributes.put(argument.getNumberAttr(), AttrValue.newBuilder().setI(own.size()).build());
      }
      if (!argument.getTypeAttr().isEmpty() && !own.isEmpty()) {
        attributes.put(
            argument.getTypeAttr(),
            AttrValue.newBuilder().setType(DataTypes.of(own.get(0))).build());
      }
      if (!argument.getTypeListAttr().isEmpty()) {
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        own.forEach(t -> list.addType(DataTypes.of(t)));
        attributes.put(argument.getTypeListAttr(), AttrValue.newBuilder().setList(list).build());
      }
    }
  }

  @Override
  public void close() {
    TF_DeleteGraph(graph);
  }
}
