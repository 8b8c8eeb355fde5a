package org.modelparity.lowering.stablehlo;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.GatherSpec;
import org.modelparity.lowering.Indexing;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.ScatterSpec;

/** Operations that read or write at computed places. */
final class IndexingOperations implements OperationTable.Family {
  private final Indexing indexing;

  IndexingOperations(Indexing indexing) {
    this.indexing = indexing;
  }

  @Override
  public void register(OperationTable table) {
    table.partwise("gather", o -> gather(o, o.longs("slice_sizes")));
    table.partwise("dynamic_gather", o -> gather(o, o.constant(2).toLongs()));
    table.many("scatter", this::scatter);
    table.partwise(
        "dynamic_slice",
        o -> indexing.dynamicSlice(o.in(0), o.values(1, o.size()), o.longs("slice_sizes")));
    table.partwise(
        "dynamic_update_slice",
        o -> indexing.dynamicUpdateSlice(o.in(0), o.in(1), o.values(2, o.size())));
    table.partwise("torch_index_select", this::indexSelect);
  }

  private Value gather(Invocation o, long[] sizes) {
    return indexing.gather(
        o.in(0),
        o.in(1),
        new GatherSpec(
            list(o, "offset_dims"),
            list(o, "collapsed_slice_dims"),
            list(o, "operand_batching_dims"),
            list(o, "start_indices_batching_dims"),
            list(o, "start_index_map"),
            o.integer("index_vector_dim"),
            LongStream.of(sizes).boxed().toList()));
  }

  private static List<Integer> list(Invocation o, String name) {
    return IntStream.of(o.ints(name, 0, 0)).boxed().toList();
  }

  private List<Value> scatter(Invocation o) {
    int count = (o.size() - 1) / 2;
    List<Value> operands = o.values(0, count);
    Value indices = o.in(count);
    List<Value> updates = o.values(count + 1, o.size());
    ScatterSpec spec =
        new ScatterSpec(
            list(o, "update_window_dims"),
            list(o, "inserted_window_dims"),
            list(o, "input_batching_dims"),
            list(o, "scatter_indices_batching_dims"),
            list(o, "scatter_dims_to_operand_dims"),
            o.integer("index_vector_dim"),
            o.flag("unique_indices"));
    if (count == 1) {
      if (Reducers.isReplacement(o.block(0))) {
        return List.of(
            onParts(
                operands.get(0),
                updates.get(0),
                (x, u) -> indexing.scatterReplace(x, indices, u, spec)));
      }
      Optional<Reducer> single = Reducers.single(o.block(0));
      if (single.isPresent()
          && (single.get() == Reducer.ADD || !(operands.get(0) instanceof ComplexPair))) {
        return List.of(
            onParts(
                operands.get(0),
                updates.get(0),
                (x, u) -> indexing.scatter(single.get(), x, indices, u, spec)));
      }
    }
    return indexing.scatter(
        operands, indices, updates, spec, ReductionOperations.combiner(o.region(0)));
  }

  private static Value onParts(
      Value operand, Value update, java.util.function.BinaryOperator<Value> scatter) {
    if (!(operand instanceof ComplexPair x)) {
      return scatter.apply(operand, update);
    }
    if (!(update instanceof ComplexPair u)) {
      throw new LoweringException("its updates are not complex, as its operand is");
    }
    return new ComplexPair(
        scatter.apply(x.real(), u.real()), scatter.apply(x.imaginary(), u.imaginary()));
  }

  private Value indexSelect(Invocation o) {
    if (o.integer("batch_dims") != 0) {
      throw new LoweringException("has batch dimensions");
    }
    return indexing.take(o.in(0), o.in(1), o.integer("dim"));
  }
}
