package org.modelparity.tensorflow;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.model.StableHloProgram;
import org.modelparity.stablehlo.StableHloFormatException;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VersionDef;

/**
 * Runs a StableHLO program in TensorFlow's XLA, as an {@code XlaCallModule}: what conversions are
 * compared with.
 */
public final class StableHloRunner implements Execution {
  /** As results name this reference. */
  public static final String NAME = "xla";

  /** TensorFlow gives a program the index of the platform it runs on among those it serves. */
  private static final String HOST = "CPU";

  private static final String OTHER_PLATFORM = "CUDA";

  private final StableHloProgram program;
  private final Signature signature;
  private final GraphRunner runner;

  private StableHloRunner(StableHloProgram program, Signature signature, GraphRunner runner) {
    this.program = program;
    this.signature = signature;
    this.runner = runner;
  }

  /**
   * Loads the program into TensorFlow.
   *
   * @throws ExecutionException if it cannot be brought to the StableHLO that TensorFlow reads, or
   *     TensorFlow refuses it
   */
  public static StableHloRunner open(StableHloProgram program, Signature signature)
      throws ExecutionException {
    try {
      return new StableHloRunner(program, signature, new GraphRunner(graph(program, signature)));
    } catch (StableHloFormatException e) {
      throw new ExecutionException(
          "XLA cannot run %s: %s".formatted(program.path(), e.getMessage()), e);
    } catch (TensorFlowException e) {
      throw failure("load", program, e);
    }
  }

  /** A graph with a placeholder for each input and a node {@code output_i} for each output. */
  static GraphDef graph(StableHloProgram program, Signature signature)
      throws StableHloFormatException {
    GraphDef.Builder graph = GraphDef.newBuilder();
    graph.setVersions(VersionDef.newBuilder().setProducer(1087));
    NodeDef.Builder call = NodeDef.newBuilder().setName("program").setOp(XlaModules.OPERATION);
    AttrValue.ListValue.Builder inputTypes = AttrValue.ListValue.newBuilder();
    List<String> platforms = new ArrayList<>(List.of(HOST));
    for (StableHloProgram.Argument argument : program.arguments()) {
      if (argument instanceof StableHloProgram.Argument.Input input) {
        TensorSpec spec = signature.input(input.name()).orElseThrow();
        String node = input(signature, input.name());
        graph.addNode(
            NodeDef.newBuilder()
                .setName(node)
                .setOp("Placeholder")
                .putAttr("dtype", type(spec))
                .putAttr("shape", AttrValue.newBuilder().setShape(shape(spec)).build()));
        call.addInput(node);
        inputTypes.addType(DataTypes.of(spec.type()));
      } else if (argument instanceof StableHloProgram.Argument.PlatformIndex platform) {
        platforms = platforms(platform.index());
      }
    }
    AttrValue.ListValue.Builder outputTypes = AttrValue.ListValue.newBuilder();
    AttrValue.ListValue.Builder outputShapes = AttrValue.ListValue.newBuilder();
    for (TensorSpec output : signature.outputs()) {
      outputTypes.addType(DataTypes.of(output.type()));
      outputShapes.addShape(shape(output));
    }
    ByteString module = ByteString.copyFrom(XlaModules.downgraded(program.artifact().duplicate()));
    call.putAttr("module", AttrValue.newBuilder().setS(module).build())
        .putAttr("version", AttrValue.newBuilder().setI(XlaModules.OPERATION_VERSION).build())
        .putAttr("platforms", strings(platforms))
        .putAttr("Tin", AttrValue.newBuilder().setList(inputTypes).build())
        .putAttr("Tout", AttrValue.newBuilder().setList(outputTypes).build())
        .putAttr("Sout", AttrValue.newBuilder().setList(outputShapes).build());
    graph.addNode(call);
    for (int i = 0; i < signature.outputs().size(); i++) {
      graph.addNode(
          NodeDef.newBuilder()
              .setName(output(i))
              .setOp("Identity")
              .addInput("program:" + i)
              .putAttr("T", type(signature.outputs().get(i))));
    }
    return graph.build();
  }

  private static String input(Signature signature, String name) {
    for (int i = 0; i < signature.inputs().size(); i++) {
      if (signature.inputs().get(i).name().equals(name)) {
        return "input_" + i;
      }
    }
    throw new IllegalArgumentException("the signature has no input " + name);
  }

  private static String output(int i) {
    return "output_" + i;
  }

  /** A list in which the host has that index; XLA asks for no more. */
  private static List<String> platforms(int index) {
    List<String> platforms = new ArrayList<>();
    for (int i = 0; i <= Math.max(index, 1); i++) {
      platforms.add(i == index ? HOST : OTHER_PLATFORM);
    }
    return platforms;
  }

  private static AttrValue type(TensorSpec spec) {
    return AttrValue.newBuilder().setType(DataTypes.of(spec.type())).build();
  }

  private static TensorShapeProto shape(TensorSpec spec) {
    return TensorProtos.shape(spec.shape());
  }

  private static AttrValue strings(List<String> texts) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    texts.forEach(t -> list.addS(ByteString.copyFromUtf8(t)));
    return AttrValue.newBuilder().setList(list).build();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException {
    Map<String, Tensor> fed = new LinkedHashMap<>();
    for (StableHloProgram.Argument argument : program.arguments()) {
      if (argument instanceof StableHloProgram.Argument.Input input) {
        Tensor value = inputs.get(input.name());
        if (value == null) {
          throw new ExecutionException("there is no value for the input '" + input.name() + "'");
        }
        fed.put(input(signature, input.name()), value);
      }
    }
    List<String> fetched = new ArrayList<>();
    for (int i = 0; i < signature.outputs().size(); i++) {
      fetched.add(output(i));
    }
    try {
      Map<String, Tensor> results = runner.run(fed, fetched);
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (int i = 0; i < fetched.size(); i++) {
        outputs.put(signature.outputs().get(i).name(), results.get(fetched.get(i)));
      }
      return outputs;
    } catch (TensorFlowException e) {
      throw failure("run", program, e);
    }
  }

  @Override
  public void close() {
    runner.close();
  }

  private static ExecutionException failure(
      String what, StableHloProgram program, TensorFlowException cause) {
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new ExecutionException(
        "XLA cannot %s %s: %s"
            .formatted(
                what,
                program.path(),
                reason.length() > 300 ? reason.substring(0, 300) + "..." : reason),
        cause);
  }
}
