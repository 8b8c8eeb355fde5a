package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Operations that move elements without computing. All shapes are known at conversion. */
final class ShapeNodes implements NodeHandlers.Family {
  private final GraphBuilder graph;
  private final Shapes shapes;
  private final Elementwise elementwise;

  ShapeNodes(GraphBuilder graph) {
    this.graph = graph;
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    queries(handlers);
    handlers.one("Reshape", n -> shapes.reshape(n.in(0), resolved(n.longs(1), n.in(0).shape())));
    handlers.one("Transpose", n -> shapes.transpose(n.in(0), n.ints(1)));
    handlers.one("ExpandDims", this::expand);
    handlers.one("Squeeze", this::squeeze);
    handlers.one("ConcatV2", n -> concatenate(n, 0, n.size() - 1, n.integer(n.size() - 1)));
    handlers.one("Concat", n -> concatenate(n, 1, n.size(), n.integer(0)));
    handlers.one("Pack", this::pack);
    handlers.many("Unpack", this::unpack);
    handlers.many("Split", n -> split(n.in(1), n.integer(0), (int) n.number("num_split")));
    handlers.many("SplitV", this::splitSizes);
    handlers.one("Tile", n -> shapes.tile(n.in(0), n.longs(1)));
    handlers.one("BroadcastTo", n -> shapes.broadcastTo(n.in(0), Shape.of(n.longs(1))));
    handlers.one("Fill", n -> shapes.broadcastTo(n.in(1), Shape.of(n.longs(0))));
    handlers.one("Pad", n -> pad(n, number(0, n.in(0).type())));
    handlers.one("PadV2", n -> pad(n, n.in(2)));
    handlers.one("MirrorPad", this::mirrorPad);
    handlers.one(
        "ReverseV2",
        n -> shapes.reverse(n.in(0), NodeContext.axes(n.ints(1), n.in(0).shape().rank())));
    handlers.one("Roll", this::roll);
    handlers.one("DepthToSpace", n -> depthToSpace(n.in(0), n.number("block_size"), n));
    handlers.one("SpaceToDepth", n -> spaceToDepth(n.in(0), n.number("block_size"), n));
    handlers.one("SpaceToBatchND", this::spaceToBatch);
    handlers.one("BatchToSpaceND", this::batchToSpace);
    for (String op : List.of("MatrixDiag", "MatrixDiagV2", "MatrixDiagV3")) {
      handlers.one(op, this::diagonal);
    }
    handlers.one("MatrixBandPart", this::band);
  }

  /** What is asked of shapes is known. */
  private void queries(NodeHandlers handlers) {
    handlers.one("Shape", n -> integers(n, n.in(0).shape()));
    handlers.many(
        "ShapeN", n -> n.values(0, n.size()).stream().map(v -> integers(n, v.shape())).toList());
    handlers.one("Rank", n -> new Constant(Tensor.scalar(n.in(0).shape().rank())));
    handlers.one(
        "Size",
        n ->
            elementwise.convert(
                new Constant(Tensor.ofLongs(Shape.scalar(), n.in(0).shape().size())),
                n.type("out_type")));
  }

  private Value integers(NodeContext n, Shape shape) {
    return elementwise.convert(
        new Constant(Tensor.ofLongs(Shape.of(shape.rank()), shape.toArray())), n.type("out_type"));
  }

  private static Shape resolved(long[] wanted, Shape from) {
    long known = 1;
    int open = -1;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] < 0) {
        open = i;
      } else {
        known *= wanted[i];
      }
    }
    if (open >= 0) {
      if (known == 0 || from.size() % known != 0) {
        throw new LoweringException(from + " as " + Arrays.toString(wanted));
      }
      wanted[open] = from.size() / known;
    }
    return Shape.of(wanted);
  }

  private Value expand(NodeContext n) {
    Shape shape = n.in(0).shape();
    int axis = NodeContext.axis(n.integer(1), shape.rank() + 1);
    return shapes.reshape(n.in(0), inserted(shape, axis, 1));
  }

  static Shape inserted(Shape shape, int axis, long dimension) {
    List<Long> longer = new ArrayList<>();
    for (long d : shape.toArray()) {
      longer.add(d);
    }
    longer.add(axis, dimension);
    return NodeContext.shape(longer);
  }

  private Value squeeze(NodeContext n) {
    Shape shape = n.in(0).shape();
    int[] axes = NodeContext.axes(n.intList("squeeze_dims"), shape.rank());
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      boolean named = Arrays.binarySearch(axes, i) >= 0;
      if (named || axes.length == 0 ? shape.dimension(i) != 1 : true) {
        kept.add(shape.dimension(i));
      }
    }
    return shapes.reshape(n.in(0), NodeContext.shape(kept));
  }

  private Value concatenate(NodeContext n, int from, int to, int axis) {
    List<Value> parts = n.values(from, to);
    return shapes.concatenate(parts, NodeContext.axis(axis, parts.get(0).shape().rank()));
  }

  private Value pack(NodeContext n) {
    Shape each = n.in(0).shape();
    int axis = NodeContext.axis(n.number("axis"), each.rank() + 1);
    Shape with = inserted(each, axis, 1);
    List<Value> parts = n.values(0, n.size()).stream().map(v -> shapes.reshape(v, with)).toList();
    return shapes.concatenate(parts, axis);
  }

  private List<Value> unpack(NodeContext n) {
    Value x = n.in(0);
    int axis = NodeContext.axis(n.number("axis"), x.shape().rank());
    long[] rest =
        IntStream.range(0, x.shape().rank())
            .filter(i -> i != axis)
            .mapToLong(x.shape()::dimension)
            .toArray();
    List<Value> parts = new ArrayList<>();
    for (long i = 0; i < x.shape().dimension(axis); i++) {
      parts.add(shapes.reshape(shapes.slice(x, axis, i, i + 1), Shape.of(rest)));
    }
    return parts;
  }

  private List<Value> split(Value x, int givenAxis, int count) {
    int axis = NodeContext.axis(givenAxis, x.shape().rank());
    long each = x.shape().dimension(axis) / count;
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(shapes.slice(x, axis, i * each, (i + 1) * each));
    }
    return parts;
  }

  private List<Value> splitSizes(NodeContext n) {
    Value x = n.in(0);
    int axis = NodeContext.axis(n.integer(2), x.shape().rank());
    long[] sizes = n.longs(1);
    long known = Arrays.stream(sizes).filter(s -> s >= 0).sum();
    List<Value> parts = new ArrayList<>();
    long start = 0;
    for (long size : sizes) {
      long each = size < 0 ? x.shape().dimension(axis) - known : size;
      parts.add(shapes.slice(x, axis, start, start + each));
      start += each;
    }
    return parts;
  }

  private Value pad(NodeContext n, Value with) {
    long[] paddings = n.longs(1);
    int rank = n.in(0).shape().rank();
    long[] low = new long[rank];
    long[] high = new long[rank];
    for (int i = 0; i < rank; i++) {
      low[i] = paddings[2 * i];
      high[i] = paddings[2 * i + 1];
    }
    return shapes.pad(n.in(0), with, low, high, new long[rank]);
  }

  private Value mirrorPad(NodeContext n) {
    Value x = n.in(0);
    long[] paddings = n.longs(1);
    int edge = n.text("mode").equals("REFLECT") ? 1 : 0;
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      long size = x.shape().dimension(axis);
      long low = paddings[2 * axis];
      long high = paddings[2 * axis + 1];
      List<Value> parts = new ArrayList<>();
      if (low > 0) {
        parts.add(shapes.reverse(shapes.slice(x, axis, edge, edge + low), axis));
      }
      parts.add(x);
      if (high > 0) {
        parts.add(shapes.reverse(shapes.slice(x, axis, size - edge - high, size - edge), axis));
      }
      x = parts.size() == 1 ? x : shapes.concatenate(parts, axis);
    }
    return x;
  }

  private Value roll(NodeContext n) {
    Value x = n.in(0);
    int[] by = n.ints(1);
    int[] axes = n.ints(2);
    for (int i = 0; i < axes.length; i++) {
      int axis = NodeContext.axis(axes[i], x.shape().rank());
      long size = x.shape().dimension(axis);
      long shift = size == 0 ? 0 : Math.floorMod((long) by[i], size);
      if (shift != 0) {
        x =
            shapes.concatenate(
                List.of(
                    shapes.slice(x, axis, size - shift, size),
                    shapes.slice(x, axis, 0, size - shift)),
                axis);
      }
    }
    return x;
  }

  private Value depthToSpace(Value x, long block, NodeContext n) {
    boolean first = ActivationNodes.channelsFirst(n);
    Value last = first ? shapes.transpose(x, 0, 2, 3, 1) : x;
    long[] s = last.shape().toArray();
    long depth = s[3] / (block * block);
    Value y = shapes.reshape(last, Shape.of(s[0], s[1], s[2], block, block * depth));
    y = shapes.transpose(y, 0, 1, 3, 2, 4);
    y = shapes.reshape(y, Shape.of(s[0], s[1] * block, s[2] * block, depth));
    return first ? shapes.transpose(y, 0, 3, 1, 2) : y;
  }

  private Value spaceToDepth(Value x, long block, NodeContext n) {
    boolean first = ActivationNodes.channelsFirst(n);
    Value last = first ? shapes.transpose(x, 0, 2, 3, 1) : x;
    long[] s = last.shape().toArray();
    Value y = shapes.reshape(last, Shape.of(s[0], s[1] / block, block, s[2] / block, block * s[3]));
    y = shapes.transpose(y, 0, 1, 3, 2, 4);
    y = shapes.reshape(y, Shape.of(s[0], s[1] / block, s[2] / block, block * block * s[3]));
    return first ? shapes.transpose(y, 0, 3, 1, 2) : y;
  }

  /** One spatial dimension at a time, so that ranks stay low. The first block varies slowest. */
  private Value spaceToBatch(NodeContext n) {
    Value x = n.in(0);
    long[] blocks = n.longs(1);
    long[] paddings = n.longs(2);
    int rank = x.shape().rank();
    long[] low = new long[rank];
    long[] high = new long[rank];
    for (int i = 0; i < blocks.length; i++) {
      low[i + 1] = paddings[2 * i];
      high[i + 1] = paddings[2 * i + 1];
    }
    x = shapes.pad(x, number(0, x.type()), low, high, new long[rank]);
    for (int i = blocks.length - 1; i >= 0; i--) {
      long[] s = x.shape().toArray();
      long before = product(s, 1, i + 1);
      long after = product(s, i + 2, rank);
      long outer = s[i + 1] / blocks[i];
      Value y = shapes.reshape(x, Shape.of(s[0], before, outer, blocks[i], after));
      y = shapes.transpose(y, 3, 0, 1, 2, 4);
      s[0] *= blocks[i];
      s[i + 1] = outer;
      x = shapes.reshape(y, Shape.of(s));
    }
    return x;
  }

  private Value batchToSpace(NodeContext n) {
    Value x = n.in(0);
    long[] blocks = n.longs(1);
    long[] crops = n.longs(2);
    int rank = x.shape().rank();
    for (int i = 0; i < blocks.length; i++) {
      long[] s = x.shape().toArray();
      long before = product(s, 1, i + 1);
      long after = product(s, i + 2, rank);
      Value y = shapes.reshape(x, Shape.of(blocks[i], s[0] / blocks[i], before, s[i + 1], after));
      y = shapes.transpose(y, 1, 2, 3, 0, 4);
      s[0] /= blocks[i];
      s[i + 1] *= blocks[i];
      x = shapes.reshape(y, Shape.of(s));
    }
    for (int i = 0; i < blocks.length; i++) {
      long size = x.shape().dimension(i + 1);
      x = shapes.slice(x, i + 1, crops[2 * i], size - crops[2 * i + 1]);
    }
    return x;
  }

  private static long product(long[] dimensions, int from, int to) {
    return Arrays.stream(dimensions, from, to).reduce(1, (a, b) -> a * b);
  }

  /** Rows of a matrix that is zero off its diagonal. */
  private Value diagonal(NodeContext n) {
    if (n.size() > 1 && (n.ints(1).length != 1 || n.ints(1)[0] != 0 || n.integer(2) > 0)) {
      throw new LoweringException("diagonals other than the main one");
    }
    Value x = n.in(0);
    int rank = x.shape().rank();
    long size = x.shape().dimension(rank - 1);
    Value column = shapes.reshape(x, inserted(x.shape(), rank, 1));
    Shape square = inserted(x.shape(), rank, size);
    return elementwise.select(
        bandMask(size, size, 0, 0),
        shapes.broadcastTo(column, square),
        shapes.broadcastTo(number(0, x.type()), square));
  }

  private Value band(NodeContext n) {
    Value x = n.in(0);
    int rank = x.shape().rank();
    Value mask =
        bandMask(
            x.shape().dimension(rank - 2),
            x.shape().dimension(rank - 1),
            n.integer(1),
            n.integer(2));
    return elementwise.select(mask, x, shapes.broadcastTo(number(0, x.type()), x.shape()));
  }

  private static Value bandMask(long rows, long columns, int lower, int upper) {
    boolean[] mask = new boolean[Math.toIntExact(rows * columns)];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        mask[Math.toIntExact(i * columns + j)] =
            (lower < 0 || i - j <= lower) && (upper < 0 || j - i <= upper);
      }
    }
    return new Constant(Tensor.ofBooleans(Shape.of(rows, columns), mask));
  }

  private Value number(int value, ElementType type) {
    return elementwise.convert(graph.constant(Tensor.scalar(value)), type);
  }
}
