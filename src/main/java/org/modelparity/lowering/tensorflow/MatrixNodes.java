package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Matrices;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.Shape;

/** Products of matrices. */
final class MatrixNodes implements NodeHandlers.Family {
  private final Matrices matrices;
  private final Shapes shapes;
  private final Einsum einsum;

  MatrixNodes(GraphBuilder graph) {
    this.matrices = new Matrices(graph);
    this.shapes = new Shapes(graph);
    this.einsum = new Einsum(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.one(
        "MatMul",
        n ->
            matrices.dotGeneral(
                n.in(0),
                n.in(1),
                new int[0],
                new int[0],
                new int[] {n.flag("transpose_a") ? 0 : 1},
                new int[] {n.flag("transpose_b") ? 1 : 0},
                n.in(0).type()));
    for (String op : List.of("BatchMatMul", "BatchMatMulV2")) {
      handlers.one(op, n -> batched(n, n.in(0).type()));
    }
    handlers.one("BatchMatMulV3", n -> batched(n, n.type("Tout")));
    handlers.one("Einsum", n -> einsum.compute(n.text("equation"), n.values(0, n.size())));
    handlers.one("XlaEinsum", n -> einsum.compute(n.text("equation"), n.values(0, n.size())));
  }

  private Value batched(NodeContext n, org.modelparity.tensor.ElementType type) {
    Value a = n.in(0);
    Value b = n.in(1);
    boolean left = n.flag("adj_x");
    boolean right = n.flag("adj_y");
    int rankA = a.shape().rank();
    int rankB = b.shape().rank();
    if (rankB == 2 && rankA > 2 && !left) {
      return matrices.dotGeneral(
          a, b, new int[0], new int[0], new int[] {rankA - 1}, new int[] {right ? 1 : 0}, type);
    }
    int batch = Math.max(rankA, rankB) - 2;
    List<Long> common = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      common.add(Math.max(dimension(a, i, batch), dimension(b, i, batch)));
    }
    a = shapes.broadcastTo(a, with(common, a.shape()));
    b = shapes.broadcastTo(b, with(common, b.shape()));
    int[] axes = IntStream.range(0, batch).toArray();
    return matrices.dotGeneral(
        a,
        b,
        axes,
        axes,
        new int[] {left ? batch : batch + 1},
        new int[] {right ? batch + 1 : batch},
        type);
  }

  private static long dimension(Value x, int i, int batch) {
    int at = i - (batch - (x.shape().rank() - 2));
    return at < 0 ? 1 : x.shape().dimension(at);
  }

  private static Shape with(List<Long> batch, Shape matrix) {
    List<Long> all = new ArrayList<>(batch);
    all.add(matrix.dimension(matrix.rank() - 2));
    all.add(matrix.dimension(matrix.rank() - 1));
    return NodeContext.shape(all);
  }
}
