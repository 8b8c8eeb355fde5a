package org.modelparity.model;

import java.nio.file.Path;
import java.util.List;
import org.modelparity.tensor.Signature;

/** A model file, opened: a program that has signatures. */
public sealed interface Program permits SavedModelProgram, StableHloProgram {
  /** The file or folder that it was opened from. */
  Path path();

  /** Never empty; the default one first. */
  List<Signature> signatures();
}
