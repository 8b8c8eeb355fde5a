package org.modelparity.target;

/**
 * A program whose batch is open, lowered for two sizes of it, each when first asked for.
 *
 * @param firstSize at least 2
 */
public record BatchLowering(
    long firstSize,
    ConversionRequest.Lowering first,
    long secondSize,
    ConversionRequest.Lowering second) {}
