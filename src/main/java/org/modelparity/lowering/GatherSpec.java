package org.modelparity.lowering;

import java.util.List;

/**
 * Which slices a gather takes: the attributes of StableHLO {@code gather}.
 *
 * @param offsetDims dimensions of the result that run through a slice
 * @param collapsedSliceDims dimensions of the operand that the result lacks
 * @param operandBatchingDims dimensions of the operand that run along with dimensions of the
 *     indices
 * @param startIndicesBatchingDims those dimensions of the indices
 * @param startIndexMap the dimension of the operand that each component of an index is for
 * @param indexVectorDim the dimension of the indices that holds the components; their rank if each
 *     index has one component
 * @param sliceSizes one for each dimension of the operand
 */
public record GatherSpec(
    List<Integer> offsetDims,
    List<Integer> collapsedSliceDims,
    List<Integer> operandBatchingDims,
    List<Integer> startIndicesBatchingDims,
    List<Integer> startIndexMap,
    int indexVectorDim,
    List<Long> sliceSizes) {
  public GatherSpec {
    offsetDims = List.copyOf(offsetDims);
    collapsedSliceDims = List.copyOf(collapsedSliceDims);
    operandBatchingDims = List.copyOf(operandBatchingDims);
    startIndicesBatchingDims = List.copyOf(startIndicesBatchingDims);
    startIndexMap = List.copyOf(startIndexMap);
    sliceSizes = List.copyOf(sliceSizes);
  }
}
