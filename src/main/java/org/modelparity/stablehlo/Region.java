package org.modelparity.stablehlo;

import java.util.List;

/** A region of an operation; StableHLO's have one block. */
public record Region(List<Block> blocks) {
  public Region {
    blocks = List.copyOf(blocks);
  }

  /** The only block. */
  public Block body() {
    return blocks.get(0);
  }
}
