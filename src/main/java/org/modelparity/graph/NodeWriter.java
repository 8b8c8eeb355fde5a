package org.modelparity.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.OperationCatalog;
import org.modelparity.tensorflow.TensorProtos;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** Writes the nodes of one graph or function, with the Const nodes that they need. */
final class NodeWriter {
  private final OperationCatalog catalog;
  private final boolean function;
  private final Set<String> names;
  private final List<NodeDef> nodes = new ArrayList<>();
  private final Map<Node, String> replaced = new HashMap<>();
  private final Map<Shared, String> constants = new HashMap<>();

  /**
   * @param function whether references follow the rules of functions ({@code node:output:0})
   * @param names that are taken
   */
  NodeWriter(OperationCatalog catalog, boolean function, Set<String> names) {
    this.catalog = catalog;
    this.function = function;
    this.names = names;
  }

  List<NodeDef> nodes() {
    return nodes;
  }

  /** The placeholder of an input and the cast to its carrier; returns the placeholder's name. */
  String input(Running value) {
    Node node = value.node();
    ElementType carrier = node.outputTypes().get(0);
    boolean cast = value.type() != carrier;
    String placeholder = node.name();
    nodes.add(
        GraphDefs.node(placeholder, "Placeholder")
            .putAttr("dtype", Attributes.of(value.type()))
            .putAttr("shape", shape(node))
            .build());
    replaced.put(
        node,
        cast ? cast(placeholder + "/carrier", placeholder, value.type(), carrier) : placeholder);
    return placeholder;
  }

  private static AttrValue shape(Node node) {
    return AttrValue.newBuilder().setShape(TensorProtos.shape(node.outputShapes().get(0))).build();
  }

  /** A parameter of a function: no node, its references are its name. */
  void parameter(Node node) {
    replaced.put(node, node.name());
  }

  void write(Node node) {
    if (replaced.containsKey(node)) {
      return;
    }
    NodeDef.Builder def = GraphDefs.node(node.name(), node.operation());
    List<ElementType> types = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Value input = node.inputs().get(i);
      types.add(carrier(input));
      def.addInput(
          input instanceof Constant constant
              ? constant(constant.tensor(), node, i)
              : reference((Running) input));
    }
    def.putAllAttr(catalog.outputAttributes(node.operation(), node.outputTypes()));
    def.putAllAttr(catalog.inputAttributes(node.operation(), types));
    def.putAllAttr(node.attributes());
    if (!node.subgraphs().isEmpty()) {
      node.subgraphs().forEach((k, v) -> def.putAttr(k, Attributes.function(v.name())));
      def.putAttr("output_shapes", GraphDefs.shapes(node));
    }
    nodes.add(def.build());
  }

  private static ElementType carrier(Value value) {
    return value instanceof Running r ? r.node().outputTypes().get(r.output()) : value.type();
  }

  private String reference(Running value) {
    Node node = value.node();
    String name = replaced.get(node);
    if (name != null) {
      return function || value.output() == 0 ? name : name + ":" + value.output();
    }
    if (!function) {
      return value.output() == 0 ? node.name() : node.name() + ":" + value.output();
    }
    return node.name() + ":" + catalog.outputReference(node.operation(), value.output());
  }

  /** A Const node for an argument; host arguments are not shared with computed operands. */
  private String constant(Tensor tensor, Node consumer, int position) {
    boolean host = HostArguments.contains(consumer, position);
    String argument = catalog.inputName(consumer.operation(), consumer.inputs().size(), position);
    return constant(tensor, host, consumer.name() + "/" + argument);
  }

  private String constant(Tensor tensor, boolean host, String wanted) {
    String name = constants.get(new Shared(new Content(tensor), host));
    if (name == null) {
      name = unique(wanted);
      constants.put(new Shared(new Content(tensor), host), name);
      nodes.add(
          GraphDefs.node(name, "Const")
              .putAttr("dtype", Attributes.of(tensor.type()))
              .putAttr("value", AttrValue.newBuilder().setTensor(TensorProtos.of(tensor)).build())
              .build());
    }
    return function ? name + ":output:0" : name;
  }

  private record Shared(Content content, boolean host) {}

  /** The Identity node of an output, in the signature's type; returns its name. */
  String output(PortableGraph.Output output) {
    Value value = output.value();
    String from;
    if (value instanceof Constant constant) {
      from = constant(constant.tensor(), true, output.name() + "/value");
    } else if (value instanceof ComplexPair pair) {
      from = complex(output.name() + "/complex", pair);
    } else {
      from = reference((Running) value);
      if (carrier(value) != value.type()) {
        from = cast(output.name() + "/cast", from, carrier(value), value.type());
      }
    }
    return identity(output.name(), from, value.type());
  }

  /** Only TensorFlow makes complex tensors; targets have forms of their own for such outputs. */
  private String complex(String name, ComplexPair pair) {
    String unique = unique(name);
    nodes.add(
        GraphDefs.node(unique, "Complex")
            .addInput(identity(unique + "/real", pair.real()))
            .addInput(identity(unique + "/imaginary", pair.imaginary()))
            .putAttr("T", Attributes.of(ElementType.FLOAT32))
            .putAttr("Tout", Attributes.of(ElementType.COMPLEX64))
            .build());
    return unique;
  }

  /** An Identity node in a value's carrier; returns its name. */
  String identity(String name, Value value) {
    String from =
        value instanceof Constant constant
            ? constant(constant.tensor(), true, name + "/value")
            : reference((Running) value);
    return identity(name, from, carrier(value));
  }

  private String identity(String name, String from, ElementType type) {
    String unique = unique(name);
    nodes.add(
        GraphDefs.node(unique, "Identity")
            .addInput(from)
            .putAttr("T", Attributes.of(type))
            .build());
    return unique;
  }

  private String cast(String name, String from, ElementType source, ElementType target) {
    String unique = unique(name);
    nodes.add(
        GraphDefs.node(unique, "Cast")
            .addInput(from)
            .putAttr("SrcT", Attributes.of(source))
            .putAttr("DstT", Attributes.of(target))
            .build());
    return unique;
  }

  private String unique(String wanted) {
    String allowed = wanted.replaceAll("[^A-Za-z0-9_./]", "_").replaceAll("^[^A-Za-z0-9.]+", "v");
    String name = allowed;
    for (int i = 1; !names.add(name); i++) {
      name = allowed + "_" + i;
    }
    return name;
  }
}
