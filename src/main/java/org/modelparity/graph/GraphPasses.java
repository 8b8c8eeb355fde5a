package org.modelparity.graph;

import java.util.List;
import java.util.Optional;

/** What makes every target's graph smaller and faster without changing what it computes. */
public final class GraphPasses {
  private GraphPasses() {}

  /**
   * Drops arithmetic that changes nothing, and folds factors and terms of channels into the
   * convolutions and matrix products before them.
   */
  public static PortableGraph optimize(PortableGraph graph) {
    return GraphRewriter.rewrite(graph, site -> neutral(site).or(() -> ChannelFusion.fuse(site)));
  }

  /** {@code x + 0}, {@code x - 0}, {@code x * 1} and {@code x / 1} are {@code x}. */
  private static Optional<List<Value>> neutral(GraphRewriter.Site site) {
    return switch (site.node().operation()) {
      case "AddV2" -> neutral(site, 0, 1, 0).or(() -> neutral(site, 1, 0, 0));
      case "Mul" -> neutral(site, 0, 1, 1).or(() -> neutral(site, 1, 0, 1));
      case "Sub" -> neutral(site, 0, 1, 0);
      case "RealDiv" -> neutral(site, 0, 1, 1);
      default -> Optional.empty();
    };
  }

  private static Optional<List<Value>> neutral(
      GraphRewriter.Site site, int kept, int dropped, double element) {
    boolean neutral =
        site.input(dropped) instanceof Constant c
            && c.tensor().compact().size() == 1
            && c.tensor().compact().getDouble(0) == element
            && site.input(kept).shape().equals(site.node().outputShapes().get(0));
    return neutral ? Optional.of(List.of(site.input(kept))) : Optional.empty();
  }
}
