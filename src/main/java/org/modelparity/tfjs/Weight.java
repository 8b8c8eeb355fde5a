package org.modelparity.tfjs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.TensorProtos;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * The data of one Const node.
 *
 * @param stored the bytes in the file and how they are decoded
 */
record Weight(String name, Shape shape, String dtype, Quantization.Stored stored) {

  /** The weights of a graph and its functions, in the order of their nodes. */
  static List<Weight> of(GraphDef graph, Quantization quantization) {
    List<NodeDef> nodes = new ArrayList<>(graph.getNodeList());
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      nodes.addAll(function.getNodeDefList());
    }
    List<Weight> weights = new ArrayList<>();
    for (NodeDef node : nodes) {
      if (node.getOp().equals("Const")) {
        Tensor tensor = TensorProtos.of(node.getAttrOrThrow("value").getTensor());
        weights.add(
            new Weight(
                node.getName(),
                tensor.shape(),
                Dtypes.of(tensor.type()),
                quantization.store(tensor)));
      }
    }
    return weights;
  }

  /** Its entry in the manifest of weights. */
  void describe(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeArrayFieldStart("shape");
    for (long dimension : shape.toArray()) {
      json.writeNumber(dimension);
    }
    json.writeEndArray();
    json.writeStringField("dtype", dtype);
    stored.describe(json);
    json.writeEndObject();
  }
}
