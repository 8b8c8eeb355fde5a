package org.modelparity.tensorflow;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import org.modelparity.stablehlo.BytecodeReader;
import org.modelparity.stablehlo.BytecodeWriter;
import org.modelparity.stablehlo.Downgrade;
import org.modelparity.stablehlo.Module;
import org.modelparity.stablehlo.StableHloFormatException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Brings the StableHLO of {@code XlaCallModule} operations to what the TensorFlow of this product
 * reads: operation version 9, StableHLO 1.7.3.
 */
public final class XlaModules {
  static final String OPERATION = "XlaCallModule";

  /** The newest version of the operation that TensorFlow 2.18 runs. */
  static final int OPERATION_VERSION = 9;

  private XlaModules() {}

  /** Whether a graph has programs that are too new. */
  public static boolean isTooNew(GraphDef graph) {
    return graph.getNodeList().stream().anyMatch(XlaModules::isTooNew)
        || graph.getLibrary().getFunctionList().stream()
            .flatMap(f -> f.getNodeDefList().stream())
            .anyMatch(XlaModules::isTooNew);
  }

  private static boolean isTooNew(NodeDef node) {
    return node.getOp().equals(OPERATION)
        && node.getAttrOrDefault("version", AttrValue.getDefaultInstance()).getI()
            > OPERATION_VERSION;
  }

  /**
   * The same graph with programs that TensorFlow reads.
   *
   * @throws StableHloFormatException if a program uses what StableHLO 1.7.3 does not have
   */
  public static GraphDef downgrade(GraphDef graph) throws StableHloFormatException {
    GraphDef.Builder result = graph.toBuilder();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      if (isTooNew(graph.getNode(i))) {
        result.setNode(i, downgrade(graph.getNode(i)));
      }
    }
    for (int f = 0; f < graph.getLibrary().getFunctionCount(); f++) {
      FunctionDef function = graph.getLibrary().getFunction(f);
      for (int i = 0; i < function.getNodeDefCount(); i++) {
        if (isTooNew(function.getNodeDef(i))) {
          result
              .getLibraryBuilder()
              .getFunctionBuilder(f)
              .setNodeDef(i, downgrade(function.getNodeDef(i)));
        }
      }
    }
    return result.build();
  }

  private static NodeDef downgrade(NodeDef node) throws StableHloFormatException {
    ByteString module = node.getAttrOrThrow("module").getS();
    return node.toBuilder()
        .putAttr("module", AttrValue.newBuilder().setS(downgrade(module)).build())
        .putAttr("version", AttrValue.newBuilder().setI(OPERATION_VERSION).build())
        .build();
  }

  private static ByteString downgrade(ByteString artifact) throws StableHloFormatException {
    return ByteString.copyFrom(downgraded(artifact.asReadOnlyByteBuffer()));
  }

  /**
   * An artifact as StableHLO 1.7.3.
   *
   * @throws StableHloFormatException if it cannot be expressed so
   */
  static ByteBuffer downgraded(ByteBuffer artifact) throws StableHloFormatException {
    Module module = BytecodeReader.read(artifact);
    return BytecodeWriter.write(Downgrade.toTensorFlow(module));
  }
}
