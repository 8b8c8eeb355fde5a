package org.modelparity.tensorflow;

/**
 * Names of tensors as nodes refer to them: {@code node}, {@code node:index} in graphs, {@code
 * node:argument:index} in functions, {@code ^node} where only the order matters.
 */
public final class TensorName {
  private TensorName() {}

  /** The node or function argument that the name starts with. */
  public static String node(String name) {
    int start = isControl(name) ? 1 : 0;
    int colon = name.indexOf(':');
    return colon < 0 ? name.substring(start) : name.substring(start, colon);
  }

  /**
   * The number at the name's end, 0 where there is none. In a function it counts within the output
   * argument, which is the output's own number for operations with one output argument.
   */
  public static int index(String name) {
    String digits = name.substring(name.lastIndexOf(':') + 1);
    if (name.indexOf(':') < 0 || !digits.matches("\\d{1,9}")) {
      return 0;
    }
    return Integer.parseInt(digits);
  }

  /** Whether the name stands for a control dependency. */
  public static boolean isControl(String name) {
    return name.startsWith("^");
  }
}
