package org.modelparity.javascript;

/**
 * A classic script that many engines run, one after the other or side by side: its text is read
 * once, and what V8 compiled of it while it first ran is kept for the next.
 */
public final class Script {
  private final String name;
  private final String source;
  private volatile byte[] code;

  /**
   * @param name for stack traces, without folders
   */
  public Script(String name, String source) {
    this.name = name;
    this.source = source;
  }

  /** A script that travels inside the JAR, beside class {@code owner}. */
  public static Script of(Class<?> owner, String path) {
    return new Script(path.substring(path.lastIndexOf('/') + 1), Scripts.text(owner, path));
  }

  String name() {
    return name;
  }

  String source() {
    return source;
  }

  /** V8's code cache, or null before the first engine ran the script. */
  byte[] code() {
    return code;
  }

  void keep(byte[] compiled) {
    code = compiled;
  }
}
