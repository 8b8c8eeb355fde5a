package org.modelparity.worker;

import java.io.IOException;

/** Where a worker's events go. */
@FunctionalInterface
interface Progress {
  void send(Event event) throws IOException;
}
