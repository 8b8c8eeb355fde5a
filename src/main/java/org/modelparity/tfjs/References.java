package org.modelparity.tfjs;

/** How nodes name their inputs: {@code node}, {@code node:1}, in functions {@code node:out:0}. */
final class References {
  private References() {}

  static String producer(String input) {
    int colon = input.indexOf(':');
    return colon < 0 ? input : input.substring(0, colon);
  }
}
