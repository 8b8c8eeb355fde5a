package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** TensorLists whose length and indices are known at conversion: lists of values. */
final class TensorListNodes implements NodeHandlers.Family {
  private final Shapes shapes;

  TensorListNodes(Shapes shapes) {
    this.shapes = shapes;
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.add("TensorListReserve", n -> list(reserve(n.integer(1)), n.type("element_dtype")));
    handlers.add("EmptyTensorList", n -> list(List.of(), n.type("element_dtype")));
    handlers.add("TensorListFromTensor", n -> list(unstack(n.in(0)), n.in(0).type()));
    handlers.add("TensorListResize", this::resize);
    handlers.add("TensorListSetItem", this::set);
    handlers.add("TensorListPushBack", this::push);
    handlers.add("TensorListPopBack", this::pop);
    handlers.one("TensorListGetItem", this::get);
    handlers.one("TensorListLength", n -> new Constant(Tensor.scalar(listOf(n).elements().size())));
    handlers.one("TensorListStack", this::stack);
    handlers.one("TensorListGather", this::gather);
    handlers.add("TensorListScatterIntoExistingList", this::scatter);
    handlers.one(
        "TensorListElementShape",
        n -> {
          Value first = firstSet(listOf(n));
          return new Constant(Tensor.vector(first.shape().toIntArray()));
        });
  }

  private static List<TfValue> list(List<Value> elements, ElementType type) {
    return List.of(new TfValue.TensorList(elements, type));
  }

  private static List<Value> reserve(int length) {
    if (length < 0 || length > 1_000_000) {
      throw new LoweringException("a list of " + length + " elements");
    }
    return Collections.nCopies(length, null);
  }

  private static TfValue.TensorList listOf(NodeContext n) {
    if (n.inputs().get(0) instanceof TfValue.TensorList list) {
      return list;
    }
    throw new LoweringException("input 0 is not a TensorList of known length");
  }

  private static int index(NodeContext n, int input, int length) {
    int index = n.integer(input);
    if (index < 0 || index >= length) {
      throw new LoweringException("element " + index + " of a list of " + length);
    }
    return index;
  }

  private List<TfValue> set(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    List<Value> changed = new ArrayList<>(list.elements());
    int at = n.integer(1);
    while (changed.size() <= at
        && n.has("resize_if_index_out_of_bounds")
        && n.flag("resize_if_index_out_of_bounds")) {
      changed.add(null);
    }
    changed.set(index(n, 1, changed.size()), n.in(2));
    return list(changed, list.type());
  }

  private List<TfValue> push(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    List<Value> longer = new ArrayList<>(list.elements());
    longer.add(n.in(1));
    return list(longer, list.type());
  }

  private List<TfValue> pop(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    int last = list.elements().size() - 1;
    if (last < 0) {
      throw new LoweringException("pops from an empty list");
    }
    return List.of(
        new TfValue.TensorList(list.elements().subList(0, last), list.type()),
        new TfValue.Known(element(list, last, null)));
  }

  private List<TfValue> resize(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    int length = n.integer(1);
    List<Value> resized = new ArrayList<>(reserve(length));
    for (int i = 0; i < Math.min(length, list.elements().size()); i++) {
      resized.set(i, list.elements().get(i));
    }
    return list(resized, list.type());
  }

  private Value get(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    if (!n.isConstant(1)) {
      throw new LoweringException("the index into the list depends on the model's inputs");
    }
    return element(list, index(n, 1, list.elements().size()), declared(n, 2));
  }

  /** The element shape that a node declares, null where it is not fully known. */
  private static Shape declared(NodeContext n, int input) {
    if (n.size() <= input || !n.isConstant(input)) {
      return null;
    }
    long[] dimensions = n.longs(input);
    if (n.constant(input).shape().rank() != 1) {
      return null;
    }
    for (long d : dimensions) {
      if (d < 0) {
        return null;
      }
    }
    return Shape.of(dimensions);
  }

  /** An element that was never set is zeros, in the shape of its neighbours. */
  private Value element(TfValue.TensorList list, int index, Shape declared) {
    Value element = list.elements().get(index);
    if (element != null) {
      return element;
    }
    Shape shape = declared != null ? declared : firstSet(list).shape();
    return new Constant(
        Tensor.of(list.type(), shape, Tensor.allocate(shape.size() * list.type().bytes())));
  }

  private static Value firstSet(TfValue.TensorList list) {
    return list.elements().stream()
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new LoweringException("the shape of the list's elements is not known"));
  }

  private Value stack(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    Shape declared = declared(n, 1);
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < list.elements().size(); i++) {
      all.add(element(list, i, declared));
    }
    return stack(all);
  }

  private Value stack(List<Value> elements) {
    if (elements.isEmpty()) {
      throw new LoweringException("stacks an empty list");
    }
    List<Value> rows = new ArrayList<>();
    for (Value e : elements) {
      rows.add(shapes.reshape(e, prepend(1, e.shape())));
    }
    return rows.size() == 1 ? rows.get(0) : shapes.concatenate(rows, 0);
  }

  private static Shape prepend(long dimension, Shape shape) {
    long[] longer = new long[shape.rank() + 1];
    longer[0] = dimension;
    System.arraycopy(shape.toArray(), 0, longer, 1, shape.rank());
    return Shape.of(longer);
  }

  private List<Value> unstack(Value x) {
    List<Value> rows = new ArrayList<>();
    int rank = x.shape().rank();
    long[] start = new long[rank];
    long[] limit = x.shape().toArray();
    long[] stride = new long[rank];
    java.util.Arrays.fill(stride, 1);
    long[] row = java.util.Arrays.copyOfRange(x.shape().toArray(), 1, rank);
    for (long i = 0; i < x.shape().dimension(0); i++) {
      start[0] = i;
      limit[0] = i + 1;
      rows.add(shapes.reshape(shapes.slice(x, start, limit, stride), Shape.of(row)));
    }
    return rows;
  }

  private Value gather(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    List<Value> chosen = new ArrayList<>();
    for (int i : n.ints(1)) {
      chosen.add(element(list, i, declared(n, 2)));
    }
    return stack(chosen);
  }

  private List<TfValue> scatter(NodeContext n) {
    TfValue.TensorList list = listOf(n);
    List<Value> changed = new ArrayList<>(list.elements());
    List<Value> rows = unstack(n.in(1));
    int[] indices = n.ints(2);
    for (int i = 0; i < indices.length; i++) {
      changed.set(indices[i], rows.get(i));
    }
    return list(changed, list.type());
  }
}
