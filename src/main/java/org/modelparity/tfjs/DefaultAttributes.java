package org.modelparity.tfjs;

import org.modelparity.tensorflow.OperationCatalog;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** Writes out what TensorFlow takes as given: TF.js fails where, say, dilations are absent. */
final class DefaultAttributes {
  private DefaultAttributes() {}

  static GraphDef add(GraphDef graph) {
    try (OperationCatalog catalog = new OperationCatalog()) {
      GraphDef.Builder complete = graph.toBuilder().clearNode();
      graph.getNodeList().forEach(n -> complete.addNode(add(n, catalog)));
      FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
      for (FunctionDef function : graph.getLibrary().getFunctionList()) {
        FunctionDef.Builder copy = function.toBuilder().clearNodeDef();
        function.getNodeDefList().forEach(n -> copy.addNodeDef(add(n, catalog)));
        library.addFunction(copy);
      }
      return complete.setLibrary(library).build();
    }
  }

  private static NodeDef add(NodeDef node, OperationCatalog catalog) {
    NodeDef.Builder complete = node.toBuilder();
    for (OpDef.AttrDef attribute : catalog.definition(node.getOp()).getAttrList()) {
      if (attribute.hasDefaultValue() && !node.containsAttr(attribute.getName())) {
        complete.putAttr(attribute.getName(), attribute.getDefaultValue());
      }
    }
    return complete.build();
  }
}
