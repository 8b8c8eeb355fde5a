package org.modelparity.litert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LiteRT.js comes as ECMAScript modules, which take a loader; as classic scripts they take none.
 */
final class EcmaScriptModule {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{[^}]*\\}) from \"@litertjs/wasm-utils\";$");
  private static final Pattern EXPORT = Pattern.compile("(?s)\\nexport (\\{[\\w\\s,]*\\});");

  private EcmaScriptModule() {}

  /**
   * The module as a script that puts its exports into a global variable; what it imports from
   * wasm-utils is taken from the global variable {@code litertWasmUtils}.
   *
   * @throws IllegalArgumentException if the module has no list of exports at its end
   */
  static String asScript(String module, String variable) {
    String body = IMPORT.matcher(module).replaceAll("const $1 = litertWasmUtils;");
    Matcher export = EXPORT.matcher(body);
    if (!export.find()) {
      throw new IllegalArgumentException("no exports in the module for " + variable);
    }
    return "(() => {"
        + body.substring(0, export.start())
        + "\nglobalThis."
        + variable
        + " = "
        + export.group(1)
        + ";})();";
  }
}
