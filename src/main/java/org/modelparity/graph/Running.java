package org.modelparity.graph;

import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Output {@code output} of a node of the graph. {@code type} is the program's type; the node
 * computes it in {@link Carrier#of(ElementType)}: float32, int32 or bool.
 */
public record Running(Node node, int output, ElementType type, Shape shape) implements Value {}
