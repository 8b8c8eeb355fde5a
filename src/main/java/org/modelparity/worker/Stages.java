package org.modelparity.worker;

import java.io.IOException;
import org.modelparity.evaluation.Stage;

/** Is told of each stage of a row before anything is done in it. */
@FunctionalInterface
interface Stages {
  void enter(Stage stage) throws IOException, InterruptedException;
}
