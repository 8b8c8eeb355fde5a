package org.modelparity.worker;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** SavedModels of one float input x and one float output y that do what no model should. */
final class HostileModels {
  private HostileModels() {}

  /** Writes a file as a side effect. */
  static void writesAFile(Path folder, Path file) throws IOException {
    GraphDef.Builder graph = graph();
    graph.addNode(text("name", file.toString())).addNode(text("content", "written by a model"));
    graph.addNode(node("write", "WriteFile", "name", "content"));
    graph.addNode(identity("y_node", "x", "^write"));
    write(folder, graph);
  }

  /** The same in a function that nothing seems to use, when variables are restored. */
  static void writesAFileInAFunction(Path folder, Path file) throws IOException {
    GraphDef.Builder graph = graph();
    graph
        .getLibraryBuilder()
        .addFunction(
            FunctionDef.newBuilder()
                .setSignature(OpDef.newBuilder().setName("side"))
                .addNodeDef(text("name", file.toString()))
                .addNodeDef(text("content", "written by a model"))
                .addNodeDef(node("write", "WriteFile", "name:output:0", "content:output:0")));
    graph.addNode(
        node("call", "StatefulPartitionedCall")
            .putAttr(
                "Tin", AttrValue.newBuilder().setList(AttrValue.ListValue.newBuilder()).build())
            .putAttr(
                "Tout", AttrValue.newBuilder().setList(AttrValue.ListValue.newBuilder()).build())
            .putAttr("f", function("side")));
    graph.addNode(identity("y_node", "x", "^call"));
    write(folder, graph);
  }

  /** Calls itself for ever. */
  static void recurses(Path folder) throws IOException {
    GraphDef.Builder graph = graph();
    graph.getLibraryBuilder().addFunction(function("again", call("inner", "again", "x")));
    graph.addNode(call("outer", "again", "x"));
    graph.addNode(identity("y_node", "outer"));
    write(folder, graph);
  }

  /** Loops for ever. */
  static void loops(Path folder) throws IOException {
    GraphDef.Builder graph = graph();
    FunctionDef.Builder condition =
        FunctionDef.newBuilder()
            .setSignature(
                OpDef.newBuilder()
                    .setName("condition")
                    .addInputArg(argument("x", DataType.DT_FLOAT))
                    .addOutputArg(argument("out", DataType.DT_BOOL)))
            .addNodeDef(
                node("zero", "Const")
                    .putAttr("dtype", type(DataType.DT_FLOAT))
                    .putAttr("value", scalar(-1)))
            .addNodeDef(node("square", "Mul", "x", "x").putAttr("T", type(DataType.DT_FLOAT)))
            .addNodeDef(
                node("more", "Greater", "square:z:0", "zero:output:0")
                    .putAttr("T", type(DataType.DT_FLOAT)))
            .putRet("out", "more:z:0");
    graph.getLibraryBuilder().addFunction(condition);
    graph
        .getLibraryBuilder()
        .addFunction(
            function(
                "body",
                node("inner", "Identity", "x").putAttr("T", type(DataType.DT_FLOAT)).build()));
    AttrValue floats =
        AttrValue.newBuilder()
            .setList(AttrValue.ListValue.newBuilder().addType(DataType.DT_FLOAT))
            .build();
    graph.addNode(
        node("loop", "StatelessWhile", "x")
            .putAttr("T", floats)
            .putAttr("cond", function("condition"))
            .putAttr("body", function("body"))
            .putAttr(
                "output_shapes",
                AttrValue.newBuilder().setList(AttrValue.ListValue.newBuilder()).build()));
    graph.addNode(identity("y_node", "loop"));
    write(folder, graph);
  }

  /** Computes with 2^40 numbers. */
  static void fillsTheMemory(Path folder) throws IOException {
    GraphDef.Builder graph = graph();
    TensorProto.Builder dimensions =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_INT32)
            .setTensorShape(
                TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(2)))
            .addIntVal(1 << 20)
            .addIntVal(1 << 20);
    graph.addNode(
        node("dimensions", "Const")
            .putAttr("dtype", type(DataType.DT_INT32))
            .putAttr("value", AttrValue.newBuilder().setTensor(dimensions).build()));
    graph.addNode(
        node("axes", "Const")
            .putAttr("dtype", type(DataType.DT_INT32))
            .putAttr(
                "value",
                AttrValue.newBuilder()
                    .setTensor(
                        TensorProto.newBuilder()
                            .setDtype(DataType.DT_INT32)
                            .setTensorShape(
                                TensorShapeProto.newBuilder()
                                    .addDim(TensorShapeProto.Dim.newBuilder().setSize(2)))
                            .addIntVal(0)
                            .addIntVal(1))
                    .build()));
    graph.addNode(node("large", "Fill", "dimensions", "x").putAttr("T", type(DataType.DT_FLOAT)));
    graph.addNode(
        node("sum", "Sum", "large", "axes")
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tidx", type(DataType.DT_INT32)));
    graph.addNode(identity("y_node", "sum"));
    write(folder, graph);
  }

  private static GraphDef.Builder graph() {
    return GraphDef.newBuilder()
        .addNode(
            node("x", "Placeholder")
                .putAttr("dtype", type(DataType.DT_FLOAT))
                .putAttr(
                    "shape",
                    AttrValue.newBuilder()
                        .setShape(TensorShapeProto.getDefaultInstance())
                        .build()));
  }

  private static NodeDef.Builder node(String name, String operation, String... inputs) {
    return NodeDef.newBuilder().setName(name).setOp(operation).addAllInput(List.of(inputs));
  }

  private static NodeDef identity(String name, String... inputs) {
    return node(name, "Identity", inputs).putAttr("T", type(DataType.DT_FLOAT)).build();
  }

  private static NodeDef call(String name, String function, String input) {
    AttrValue floats =
        AttrValue.newBuilder()
            .setList(AttrValue.ListValue.newBuilder().addType(DataType.DT_FLOAT))
            .build();
    return node(name, "PartitionedCall", input)
        .putAttr("Tin", floats)
        .putAttr("Tout", floats)
        .putAttr("f", function(function))
        .build();
  }

  private static NodeDef text(String name, String value) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addStringVal(ByteString.copyFromUtf8(value))
            .build();
    return node(name, "Const")
        .putAttr("dtype", type(DataType.DT_STRING))
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }

  /** A function from x to what its node {@code inner} gives. */
  private static FunctionDef function(String name, NodeDef inner) {
    return FunctionDef.newBuilder()
        .setSignature(
            OpDef.newBuilder()
                .setName(name)
                .addInputArg(argument("x", DataType.DT_FLOAT))
                .addOutputArg(argument("out", DataType.DT_FLOAT)))
        .addNodeDef(inner)
        .putRet("out", "inner:output:0")
        .build();
  }

  private static OpDef.ArgDef argument(String name, DataType type) {
    return OpDef.ArgDef.newBuilder().setName(name).setType(type).build();
  }

  private static AttrValue function(String name) {
    return AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(name)).build();
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  private static AttrValue scalar(float value) {
    return AttrValue.newBuilder()
        .setTensor(
            TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(TensorShapeProto.getDefaultInstance())
                .addFloatVal(value))
        .build();
  }

  private static TensorInfo info(String name) {
    return TensorInfo.newBuilder()
        .setName(name)
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(TensorShapeProto.getDefaultInstance())
        .build();
  }

  private static void write(Path folder, GraphDef.Builder graph) throws IOException {
    SignatureDef signature =
        SignatureDef.newBuilder()
            .putInputs("x", info("x:0"))
            .putOutputs("y", info("y_node:0"))
            .setMethodName("tensorflow/serving/predict")
            .build();
    MetaGraphDef meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
            .setGraphDef(graph)
            .putSignatureDef("serving_default", signature)
            .build();
    Files.createDirectories(folder);
    Files.write(
        folder.resolve("saved_model.pb"),
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(meta)
            .build()
            .toByteArray());
  }
}
