package org.modelparity.lowering.stablehlo;

import java.util.Map;
import java.util.Set;

/** Why an operation is not converted. */
final class Refusals {
  private static final String DEVICES =
      "it communicates between devices, and a converted model runs on one;"
          + " export the program for one device, without sharding";

  private static final String HOST =
      "it exchanges data with the host, which a converted model cannot";

  private static final Set<String> COLLECTIVES =
      Set.of(
          "all_gather",
          "all_reduce",
          "all_to_all",
          "collective_broadcast",
          "collective_permute",
          "collective_reduce",
          "cross-replica-sum",
          "reduce_scatter",
          "async_start",
          "async_done",
          "send",
          "recv");

  private static final Map<String, String> REASONS =
      Map.of(
          "infeed", HOST,
          "outfeed", HOST,
          "rng",
              "its result is random, so that nothing can be compared;"
                  + " use jax.random with a constant key",
          "set_dimension_size", "dimensions of a bounded size have no portable form",
          "batch_norm_training", "it belongs to training; export the model for inference",
          "batch_norm_grad", "it belongs to training; export the model for inference",
          "uniform_quantize", "quantized types are not converted",
          "uniform_dequantize", "quantized types are not converted");

  private Refusals() {}

  static String reason(String operation) {
    if (COLLECTIVES.contains(operation)) {
      return DEVICES;
    }
    return REASONS.getOrDefault(operation, "it has no portable form");
  }
}
