package org.modelparity.tflite;

import org.modelparity.graph.PortableGraph;

/** Makes a portable graph one that TFLite with XNNPACK computes right. */
final class Legalisation {
  private Legalisation() {}

  static PortableGraph apply(PortableGraph graph) {
    return graph;
  }
}
