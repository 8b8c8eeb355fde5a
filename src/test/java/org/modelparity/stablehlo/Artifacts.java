package org.modelparity.stablehlo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** The artifacts that {@code make_artifacts.py} wrote. */
final class Artifacts {
  static final List<String> BASIC =
      List.of(
          "basic-0.9.0.mlirbc",
          "basic-0.11.0.mlirbc",
          "basic-0.13.0.mlirbc",
          "basic-0.14.0.mlirbc",
          "basic-0.15.0.mlirbc",
          "basic-1.0.0.mlirbc",
          "basic-1.7.0.mlirbc",
          "basic-1.13.0.mlirbc");

  private Artifacts() {}

  static List<String> all() {
    return Stream.concat(BASIC.stream(), Stream.of("wide.mlirbc", "symbolic.mlirbc")).toList();
  }

  static byte[] bytes(String name) {
    try (InputStream stream = Artifacts.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Module read(String name) throws StableHloFormatException {
    return BytecodeReader.read(ByteBuffer.wrap(bytes(name)));
  }

  static Stream<Operation> operations(Module module) {
    return module.functions().stream().flatMap(f -> operations(f.body()));
  }

  static Stream<Operation> operations(Block block) {
    return block.operations().stream()
        .flatMap(
            o ->
                Stream.concat(
                    Stream.of(o),
                    o.regions().stream()
                        .flatMap(r -> r.blocks().stream())
                        .flatMap(Artifacts::operations)));
  }

  static Operation first(Module module, String name) {
    return operations(module).filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }
}
