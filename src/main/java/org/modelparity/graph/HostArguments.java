package org.modelparity.graph;

import java.util.Map;
import java.util.Set;

/**
 * Arguments that are read by the program that runs the model and not by its kernels: shapes, axes,
 * paddings. They must be constants, and TF.js on WebGPU wants their memory apart from that of
 * computed operands.
 */
public final class HostArguments {
  private static final Map<String, Set<Integer>> POSITIONS =
      Map.ofEntries(
          Map.entry("All", Set.of(1)),
          Map.entry("Any", Set.of(1)),
          Map.entry("ArgMax", Set.of(1)),
          Map.entry("ArgMin", Set.of(1)),
          Map.entry("BatchToSpaceND", Set.of(1, 2)),
          Map.entry("BroadcastTo", Set.of(1)),
          Map.entry("Conv2DBackpropInput", Set.of(0)),
          Map.entry("Cumprod", Set.of(1)),
          Map.entry("Cumsum", Set.of(1)),
          Map.entry("ExpandDims", Set.of(1)),
          Map.entry("Fill", Set.of(0, 1)),
          Map.entry("GatherV2", Set.of(2)),
          Map.entry("Max", Set.of(1)),
          Map.entry("Mean", Set.of(1)),
          Map.entry("Min", Set.of(1)),
          Map.entry("MirrorPad", Set.of(1)),
          Map.entry("NonMaxSuppressionV4", Set.of(2, 3, 4)),
          Map.entry("OneHot", Set.of(1, 2, 3)),
          Map.entry("Pad", Set.of(1)),
          Map.entry("PadV2", Set.of(1, 2)),
          Map.entry("Prod", Set.of(1)),
          Map.entry("Range", Set.of(0, 1, 2)),
          Map.entry("Reshape", Set.of(1)),
          Map.entry("ResizeBilinear", Set.of(1)),
          Map.entry("ResizeNearestNeighbor", Set.of(1)),
          Map.entry("ReverseV2", Set.of(1)),
          Map.entry("ScatterNd", Set.of(2)),
          Map.entry("Slice", Set.of(1, 2)),
          Map.entry("SpaceToBatchND", Set.of(1, 2)),
          Map.entry("Split", Set.of(0)),
          Map.entry("SplitV", Set.of(1, 2)),
          Map.entry("StridedSlice", Set.of(1, 2, 3)),
          Map.entry("Sum", Set.of(1)),
          Map.entry("Tile", Set.of(1)),
          Map.entry("TopKV2", Set.of(1)),
          Map.entry("Transpose", Set.of(1)));

  private HostArguments() {}

  /** Whether input {@code position} of that node is such an argument. */
  public static boolean contains(Node node, int position) {
    if (node.operation().equals("ConcatV2")) {
      return position == node.inputs().size() - 1;
    }
    return POSITIONS.getOrDefault(node.operation(), Set.of()).contains(position);
  }
}
