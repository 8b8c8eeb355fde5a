package org.modelparity.lowering;

import java.util.List;

/**
 * Where a scatter puts its updates: the attributes of StableHLO {@code scatter}.
 *
 * @param updateWindowDims dimensions of the updates that run through a window
 * @param insertedWindowDims dimensions of the operand that windows lack, of size 1 there
 * @param inputBatchingDims dimensions of the operand that run along with dimensions of the indices
 * @param scatterIndicesBatchingDims those dimensions of the indices
 * @param scatterDimsToOperandDims the dimension of the operand that each component of an index is
 *     for
 * @param indexVectorDim the dimension of the indices that holds the components; their rank if each
 *     index has one component
 * @param uniqueIndices whether the program promises that no element is updated twice
 */
public record ScatterSpec(
    List<Integer> updateWindowDims,
    List<Integer> insertedWindowDims,
    List<Integer> inputBatchingDims,
    List<Integer> scatterIndicesBatchingDims,
    List<Integer> scatterDimsToOperandDims,
    int indexVectorDim,
    boolean uniqueIndices) {
  public ScatterSpec {
    updateWindowDims = List.copyOf(updateWindowDims);
    insertedWindowDims = List.copyOf(insertedWindowDims);
    inputBatchingDims = List.copyOf(inputBatchingDims);
    scatterIndicesBatchingDims = List.copyOf(scatterIndicesBatchingDims);
    scatterDimsToOperandDims = List.copyOf(scatterDimsToOperandDims);
  }
}
