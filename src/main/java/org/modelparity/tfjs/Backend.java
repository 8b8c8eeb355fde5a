package org.modelparity.tfjs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What computes inside TF.js, the default first. */
enum Backend {
  WASM(false, "tfjs-backend-wasm/dist/tf-backend-wasm.min.js"),
  CPU(false),
  WEBGL(true, "tfjs-backend-webgl/dist/tf-backend-webgl.min.js"),
  WEBGPU(true, "tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js");

  private static final List<String> COMMON =
      List.of(
          "tfjs-core/dist/tf-core.min.js",
          "tfjs-converter/dist/tf-converter.min.js",
          "tfjs-backend-cpu/dist/tf-backend-cpu.min.js");

  private final boolean inBrowser;
  private final List<String> own;

  Backend(boolean inBrowser, String... own) {
    this.inBrowser = inBrowser;
    this.own = List.of(own);
  }

  /** Whether it takes a browser, as V8 alone has no graphics. */
  boolean inBrowser() {
    return inBrowser;
  }

  /** The scripts to load, in this order, below the folder of npm packages. */
  List<String> scripts() {
    return Stream.concat(COMMON.stream(), own.stream()).toList();
  }

  /** As TF.js and the POM call it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Backend> of(String id) {
    return Arrays.stream(values()).filter(b -> b.id().equals(id)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Backend::id).toList();
  }
}
