package org.modelparity.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What nobody would write into a POM: MODELS and FOLDER stand for folders that exist, FILE for a
 * file. Whatever of it can be written is below target.
 */
final class OddValues {
  private static final List<String> NUMBERS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "-0.0",
          "1",
          "abc",
          "1e308",
          "1e999",
          "1e-400",
          "NaN",
          "Infinity",
          "1,5",
          "0x10",
          " 3 ",
          "2147483648",
          "9223372036854775807",
          "99999999999999999999",
          "\u0661",
          "\u2603",
          "${no.such.property}",
          "<a/>",
          "<a>1</a>");
  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "regression",
          "REGRESSION",
          " regression ",
          "never",
          "end",
          "module",
          "null",
          "regression,stale",
          "\u2603",
          "a".repeat(5000),
          "${no.such.property}",
          "<a>b</a>",
          "-1");
  private static final List<String> LISTS =
      List.of(
          "",
          ",",
          " , ",
          "tflite",
          "tflite,,tflite",
          "TFLITE",
          "tflit",
          "tfjs",
          "xnnpack",
          "wasm",
          "wasm,wasm",
          "tensorflow",
          "<a/>",
          "<a>tflite</a><b>tfjs</b>",
          "<a><b>c</b></a>",
          "\u2603",
          "x".repeat(5000),
          "${no.such.property}",
          "right/affine",
          "right/*",
          "*",
          "**",
          "[",
          "right/affine:tflite",
          "right/affine:",
          ":",
          "/",
          "../*",
          "ReadFile",
          "\\");
  private static final List<String> FORKS =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "2",
          "1.5",
          "C",
          "1C",
          "0.0001C",
          "1e3",
          "999999999999",
          "99999999999999999999999999C",
          "NaN",
          "many",
          "\u0661",
          "<a/>");
  private static final List<String> ARGUMENTS =
      List.of(
          "",
          " ",
          "-Dx=\u2603",
          "\"open",
          "'open",
          "-Xmx1k",
          "-version",
          "-cp x",
          "@nothing",
          "--no-such-option",
          "-Dx='a b'",
          "<a/>");
  private static final List<String> SHARDS =
      List.of(
          "",
          "1/1",
          "1/2",
          "0/1",
          "1/0",
          "3/2",
          "-1/-1",
          "a/b",
          "1",
          "/",
          "1/2/3",
          "\u2603",
          "1/99999999999",
          "1.0/2");
  private static final List<String> SWITCHES =
      List.of("", "true", "TRUE", "maybe", "1", "\u2603", "<a/>");

  private static final List<String> PATHS =
      List.of(
          "",
          " ",
          "target/new",
          "target/a b/\u2603",
          "target/" + "n".repeat(300),
          "target/" + "d/".repeat(900),
          "FILE",
          "FILE/below",
          "FOLDER",
          "/proc/none",
          "/dev/null/x",
          "target/../target/x",
          "target/*?|<&>",
          "${no.such.property}/x",
          "<a/>",
          "target/\u0001".replace("\u0001", "\t"));

  private static final List<String> SUITES =
      List.of(
          "",
          "text",
          "<suite/>",
          "<suite>text</suite>",
          "<wrong><name>right</name></wrong>",
          "<suite><name/></suite>",
          "<suite><name>right</name></suite>",
          "<suite><name>right</name></suite><suite><name>right</name></suite>",
          "<suite><name>right</name><nam>x</nam></suite>",
          "<suite><name>..</name></suite>",
          "<suite><name>../right</name></suite>",
          "<suite><name>right/affine</name></suite>",
          "<suite><name>/</name></suite>",
          "<suite><name>\u2603</name><directory>MODELS/right</directory></suite>",
          "<suite><name>" + "n".repeat(300) + "</name><directory>MODELS/right</directory></suite>",
          "<suite><name>r</name><directory>FILE</directory></suite>",
          "<suite><name>r</name><directory>MODELS/right</directory><url>x</url></suite>",
          "<suite><name>right</name><examples/></suite>",
          "<suite><name>right</name><examples><example/></examples></suite>",
          "<suite><name>right</name><examples>text</examples></suite>",
          example(""),
          example("<rtol>-1</rtol>"),
          example("<rtol>x</rtol>"),
          example("<atol>1e999</atol>"),
          example("<targets/>"),
          example("<targets>tflit</targets>"),
          example("<targets><a>tflite</a><a>tflite</a></targets>"),
          example("<timeout>0</timeout>"),
          example("<timeout>9223372036854775807</timeout>"),
          example("<inputs>FILE</inputs>"),
          example("<inputs>none.npz</inputs>"),
          example("<outputs>FOLDER</outputs>"),
          example("<signature>none</signature>"),
          example("<signature/>"),
          example("<seed>-1</seed>"),
          example("<seed>1e3</seed>"),
          example("<shapes><x>2,3</x></shapes>"),
          example("<shapes><x>-1,3</x></shapes>"),
          example("<shapes><x>99999999999,99999999999</x></shapes>"),
          example("<shapes><x>a</x></shapes>"),
          example("<shapes><nobody>1</nobody></shapes>"),
          example("<shapes>text</shapes>"),
          example("<allowedOperations>ReadFile</allowedOperations>"),
          example("<unknown/>"),
          example("") + example(""));
  private static final List<String> RANDOM_INPUTS =
      List.of(
          "",
          "5",
          "<seed>1</seed>",
          "<seed>x</seed>",
          "<minimum>1</minimum><maximum>0</maximum>",
          "<minimum>NaN</minimum>",
          "<maximum>1e999</maximum>",
          "<unknown/>",
          "<minimum>-1e308</minimum><maximum>1e308</maximum>",
          "<integerMinimum>5</integerMinimum><integerMaximum>4</integerMaximum>",
          "<integerMinimum>-9223372036854775808</integerMinimum><integerMaximum>9223372036854775807"
              + "</integerMaximum>");

  private OddValues() {}

  /** For every parameter of {@code parity:check}, and one that there is not. */
  static Map<String, List<String>> byParameter() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String number : List.of("rtol", "atol", "timeout", "driftFactor", "cacheSize")) {
      values.put(number, NUMBERS);
    }
    for (String word : List.of("failOn", "failAt")) {
      values.put(word, WORDS);
    }
    for (String list :
        List.of("targets", "tfjsBackends", "tfliteBackends", "includes", "allowedOperations")) {
      values.put(list, LISTS);
    }
    for (String path :
        List.of(
            "modelsDirectory",
            "outputDirectory",
            "reportDirectory",
            "baseline",
            "tableFile",
            "lastResults",
            "cacheDirectory")) {
      values.put(path, PATHS);
    }
    for (String flag : List.of("cache", "attach", "skip")) {
      values.put(flag, SWITCHES);
    }
    values.put("forkCount", FORKS);
    values.put("argLine", ARGUMENTS);
    values.put("shard", SHARDS);
    values.put("suites", SUITES);
    values.put("randomInputs", RANDOM_INPUTS);
    values.put("noSuchParameter", WORDS);
    return values;
  }

  private static String example(String options) {
    return "<suite><name>right</name><examples><example><name>affine</name>"
        + options
        + "</example></examples></suite>";
  }
}
