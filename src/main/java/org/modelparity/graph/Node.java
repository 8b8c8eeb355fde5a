package org.modelparity.graph;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.tensorflow.proto.AttrValue;

/**
 * One TensorFlow operation of the portable graph. Nodes are made by {@link GraphBuilder} only and
 * compared by identity.
 */
public final class Node {
  private final String name;
  private final String operation;
  private final List<Value> inputs;
  private final SortedMap<String, AttrValue> attributes;
  private final List<ElementType> outputTypes;
  private final List<Shape> outputShapes;
  private final SortedMap<String, PortableGraph.Subgraph> subgraphs;

  Node(
      String name,
      String operation,
      List<Value> inputs,
      SortedMap<String, AttrValue> attributes,
      List<ElementType> outputTypes,
      List<Shape> outputShapes,
      SortedMap<String, PortableGraph.Subgraph> subgraphs) {
    this.name = name;
    this.operation = operation;
    this.inputs = List.copyOf(inputs);
    this.attributes = Collections.unmodifiableSortedMap(attributes);
    this.outputTypes = List.copyOf(outputTypes);
    this.outputShapes = List.copyOf(outputShapes);
    this.subgraphs = Collections.unmodifiableSortedMap(subgraphs);
  }

  /** Unique in its graph. */
  public String name() {
    return name;
  }

  /** The TensorFlow operation, for example {@code Conv2D}. */
  public String operation() {
    return operation;
  }

  /** Constants and outputs of earlier nodes; never complex. */
  public List<Value> inputs() {
    return inputs;
  }

  /** Attributes other than those that follow from the inputs' types ({@code T} and its kin). */
  public SortedMap<String, AttrValue> attributes() {
    return attributes;
  }

  /** The types that the node really computes, see {@link Carrier}. */
  public List<ElementType> outputTypes() {
    return outputTypes;
  }

  public List<Shape> outputShapes() {
    return outputShapes;
  }

  /**
   * The functions of a {@code StatelessWhile} ({@code cond}, {@code body}) or {@code StatelessIf}
   * ({@code then_branch}, {@code else_branch}) by attribute name; empty for other operations.
   */
  public SortedMap<String, PortableGraph.Subgraph> subgraphs() {
    return subgraphs;
  }

  @Override
  public String toString() {
    return name + " = " + operation;
  }
}
