package org.modelparity.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modelparity.tensor.Shape;
import org.tensorflow.proto.AttrValue;

/**
 * Makes one graph for every size of the batch of two that were lowered from the same program for
 * two sizes. What is the same in both stays; what differs must be a shape argument that grows with
 * the batch, or a constant that repeats along it. The result's shapes are unknown where they depend
 * on the batch.
 *
 * <p>Two sizes show what depends on the batch, not that it does so everywhere: whoever uses the
 * result runs it for a third.
 */
public final class FreeBatch {
  private static final int END_OF_STRIDED_SLICE = 2;

  private final BatchSizes sizes;
  private final Set<String> names = new HashSet<>();

  private FreeBatch(BatchSizes sizes) {
    this.sizes = sizes;
  }

  /**
   * One graph of two.
   *
   * @param firstSize of the batch in {@code first}, at least 2: a size of 1 hides broadcasts
   * @throws FixedBatchException if the graphs differ in more than sizes
   */
  public static PortableGraph of(
      PortableGraph first, PortableGraph second, long firstSize, long secondSize)
      throws FixedBatchException {
    return new FreeBatch(new BatchSizes(firstSize, secondSize)).merge(first, second);
  }

  private PortableGraph merge(PortableGraph first, PortableGraph second)
      throws FixedBatchException {
    collectNames(first.nodes());
    Region region = new Region();
    List<PortableGraph.Input> inputs = new ArrayList<>();
    for (int i = 0; i < first.inputs().size(); i++) {
      PortableGraph.Input input = first.inputs().get(i);
      Running value = region.parameter(input.value(), second.inputs().get(i).value());
      inputs.add(new PortableGraph.Input(input.name(), value));
    }
    region.merge(first.nodes(), second.nodes());
    List<PortableGraph.Output> outputs = new ArrayList<>();
    for (int i = 0; i < first.outputs().size(); i++) {
      PortableGraph.Output output = first.outputs().get(i);
      Value value =
          region.result(output.value(), second.outputs().get(i).value(), "output " + output.name());
      outputs.add(new PortableGraph.Output(output.name(), value));
    }
    return new PortableGraph(inputs, outputs, first.notes());
  }

  private void collectNames(List<Node> nodes) {
    for (Node node : nodes) {
      names.add(node.name());
      for (PortableGraph.Subgraph subgraph : node.subgraphs().values()) {
        collectNames(subgraph.nodes());
      }
    }
  }

  /** The graphs, or one of their functions. */
  private final class Region {
    private final Map<Node, Node> merged = new HashMap<>();
    private final Map<Node, Node> pairs = new HashMap<>();
    private final BatchArithmetic batch = new BatchArithmetic(sizes, FreeBatch.this::unique);

    Running parameter(Running first, Running second) throws FixedBatchException {
      Node node = pair(first.node(), second.node(), List.of(), first.node().attributes());
      Running value = new Running(node, 0, first.type(), node.outputShapes().get(0));
      int axis = sizes.axis(first.shape(), second.shape());
      if (axis >= 0) {
        batch.comesFrom(value, axis);
      }
      return value;
    }

    void merge(List<Node> first, List<Node> second) throws FixedBatchException {
      if (first.size() != second.size()) {
        throw new FixedBatchException(
            "the graph has %d nodes for a batch of %d and %d for %d"
                .formatted(first.size(), sizes.first(), second.size(), sizes.second()));
      }
      for (int i = 0; i < first.size(); i++) {
        if (!merged.containsKey(first.get(i))) {
          merge(first.get(i), second.get(i));
        }
      }
    }

    private void merge(Node first, Node second) throws FixedBatchException {
      if (!first.operation().equals(second.operation())
          || !first.attributes().equals(second.attributes())
          || first.inputs().size() != second.inputs().size()
          || !first.subgraphs().keySet().equals(second.subgraphs().keySet())) {
        throw new FixedBatchException(
            "%s for a batch of %d is %s for %d"
                .formatted(first, sizes.first(), second, sizes.second()));
      }
      SortedMap<String, AttrValue> attributes = new TreeMap<>(first.attributes());
      List<Value> inputs = new ArrayList<>();
      for (int i = 0; i < first.inputs().size(); i++) {
        if (endsWithItsInput(first, second, i)) {
          attributes.put("end_mask", Attributes.of(endMask(first, second)));
          inputs.add(first.inputs().get(i));
        } else {
          inputs.add(input(first, second, i));
        }
      }
      pair(first, second, inputs, attributes);
    }

    private Node pair(
        Node first, Node second, List<Value> inputs, SortedMap<String, AttrValue> attributes)
        throws FixedBatchException {
      List<Shape> shapes = new ArrayList<>();
      for (int i = 0; i < first.outputShapes().size(); i++) {
        shapes.add(
            sizes.common(
                first.outputShapes().get(i), second.outputShapes().get(i), first.toString()));
      }
      SortedMap<String, PortableGraph.Subgraph> subgraphs = new TreeMap<>();
      for (String name : first.subgraphs().keySet()) {
        subgraphs.put(name, function(first.subgraphs().get(name), second.subgraphs().get(name)));
      }
      Node node =
          new Node(
              first.name(),
              first.operation(),
              inputs,
              attributes,
              first.outputTypes(),
              shapes,
              subgraphs);
      merged.put(first, node);
      pairs.put(first, second);
      return node;
    }

    private PortableGraph.Subgraph function(
        PortableGraph.Subgraph first, PortableGraph.Subgraph second) throws FixedBatchException {
      Region region = new Region();
      List<Running> parameters = new ArrayList<>();
      for (int i = 0; i < first.parameters().size(); i++) {
        parameters.add(region.parameter(first.parameters().get(i), second.parameters().get(i)));
      }
      region.merge(first.nodes(), second.nodes());
      List<Value> results = new ArrayList<>();
      for (int i = 0; i < first.results().size(); i++) {
        results.add(region.result(first.results().get(i), second.results().get(i), first.name()));
      }
      return new PortableGraph.Subgraph(first.name(), parameters, results);
    }

    private Value input(Node first, Node second, int position) throws FixedBatchException {
      Value one = first.inputs().get(position);
      Value other = second.inputs().get(position);
      if (one instanceof Running || other instanceof Running || one.equals(other)) {
        return running(one, other, first.toString());
      }
      return batch.argument(first, second, position);
    }

    Value result(Value first, Value second, String what) throws FixedBatchException {
      if (first instanceof ComplexPair one && second instanceof ComplexPair other) {
        return new ComplexPair(
            result(one.real(), other.real(), what),
            result(one.imaginary(), other.imaginary(), what));
      }
      if (first instanceof Constant one && second instanceof Constant other && !one.equals(other)) {
        return batch.constant(one.tensor(), other.tensor(), what);
      }
      return running(first, second, what);
    }

    private Value running(Value first, Value second, String what) throws FixedBatchException {
      if (first.equals(second) && first instanceof Constant) {
        return first;
      }
      boolean same =
          first instanceof Running one
              && second instanceof Running other
              && one.output() == other.output()
              && one.type() == other.type()
              && Objects.equals(pairs.get(one.node()), other.node());
      if (!same) {
        throw new FixedBatchException(
            "%s has other operands for a batch of %d than for %d"
                .formatted(what, sizes.first(), sizes.second()));
      }
      Running one = (Running) first;
      Node node = merged.get(one.node());
      return new Running(node, one.output(), one.type(), node.outputShapes().get(one.output()));
    }

    /** Whether a strided slice goes to the end of its input wherever its end differs. */
    private boolean endsWithItsInput(Node first, Node second, int position) {
      return first.operation().equals("StridedSlice")
          && position == END_OF_STRIDED_SLICE
          && first.inputs().get(position) instanceof Constant one
          && second.inputs().get(position) instanceof Constant other
          && !one.equals(other)
          && one.shape().equals(other.shape())
          && endMask(first, second) != 0;
    }

    private long endMask(Node first, Node second) {
      int[] ends = ((Constant) first.inputs().get(END_OF_STRIDED_SLICE)).tensor().toInts();
      int[] others = ((Constant) second.inputs().get(END_OF_STRIDED_SLICE)).tensor().toInts();
      Shape shape = first.inputs().get(0).shape();
      Shape other = second.inputs().get(0).shape();
      long mask = 0;
      for (int axis = 0; axis < ends.length; axis++) {
        if (ends[axis] != others[axis]) {
          if (ends[axis] != shape.dimension(axis) || others[axis] != other.dimension(axis)) {
            return 0;
          }
          mask |= 1L << axis;
        }
      }
      return mask;
    }
  }

  private String unique(String wanted) {
    String name = wanted;
    for (int i = 1; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }
}
