package org.modelparity.evaluation;

import java.nio.file.Path;

/**
 * Inputs of an example and what the model makes of them.
 *
 * @param name for messages and reports, for example {@code inputs-1}
 * @param inputs NPZ file
 * @param goldens NPZ file of golden outputs; null if there are none
 */
public record InputSet(String name, Path inputs, Path goldens) {}
