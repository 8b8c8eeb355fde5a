package org.modelparity.lowering.stablehlo;

import java.util.List;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.SortOrder;
import org.modelparity.lowering.Sorting;

/** Sorting by comparators of a known form. */
final class SortOperations implements OperationTable.Family {
  private final Sorting sorting;

  SortOperations(Sorting sorting) {
    this.sorting = sorting;
  }

  @Override
  public void register(OperationTable table) {
    table.many("sort", this::sort);
  }

  private List<Value> sort(Invocation o) {
    SortOrder order =
        SortComparators.order(o.block(0), o.activation())
            .orElseThrow(() -> new LoweringException("its comparator is not of a known form"));
    int axis = o.integer("dimension");
    int rank = o.in(0).shape().rank();
    return sorting.sort(o.all(), axis < 0 ? axis + rank : axis, o.flag("is_stable"), order);
  }
}
