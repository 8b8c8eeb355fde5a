package org.modelparity.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.cache.CachedRows;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.evaluation.Result;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Workers;
import org.modelparity.worker.WorkerSettings;

class ArchiveDamageTest {
  private static final String ENTRY = "org/example/library.so";

  @TempDir Path folder;

  /** Every bit of what is packed, once. Damage that Java's own reader sees gets the same text. */
  @Test
  void everyDamagedBitOfAnEntryIsNamed() throws Exception {
    Path jar = archive(folder.resolve("library.jar"));
    byte[] bytes = Files.readAllBytes(jar);
    int start = 30 + ENTRY.length();
    int length = packedLength(jar);
    assertThatCode(() -> damage(jar).refuse()).doesNotThrowAnyException();
    int named = 0;
    for (int bit = 0; bit < length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[start + bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(jar, damaged);
      Throwable thrown = catchThrowable(() -> damage(jar).refuse());
      if (thrown == null) { // bits after the end of what is packed
        assertThat(content(jar)).isEqualTo(text());
      } else {
        assertThat(thrown)
            .isInstanceOf(NativesException.class)
            .hasMessageContaining(jar + " is damaged (" + ENTRY + ": ")
            .hasMessageContaining("delete it, so that Maven gets it again");
        named++;
      }
    }
    assertThat(named).isGreaterThan(length * 8 - 8);
  }

  /** Else the workers would go on with what came of the damaged archive. */
  @Test
  void whatWasUnpackedFromADamagedArchiveIsDeleted() throws Exception {
    Path jar = archive(folder.resolve("library.jar"));
    Path library = unpacked("what came of it");
    byte[] bytes = Files.readAllBytes(jar);
    bytes[40 + ENTRY.length()] ^= 1;
    Files.write(jar, bytes);
    assertThatThrownBy(() -> damage(jar).refuse()).hasMessageContaining(jar + " is damaged");
    assertThat(library).doesNotExist();
  }

  @Test
  void aDamagedLibraryIsUnpackedAgain() throws Exception {
    Path jar = archive(folder.resolve("library.jar"));
    Path library = unpacked(text());
    assertThatCode(() -> damage(jar).refuse()).doesNotThrowAnyException();
    Files.writeString(library, text().replace("7", "8"));
    assertThatThrownBy(() -> damage(jar).refuse())
        .isInstanceOf(NativesException.class)
        .hasMessageContaining(library + ", which was unpacked from " + jar)
        .hasMessageContaining("run the build again");
    assertThat(library).doesNotExist();
    assertThatCode(() -> damage(jar).refuse()).doesNotThrowAnyException();
  }

  /** Real workers with V8's real archive, damaged in the middle; then with the sound one. */
  @Test
  void aDamagedRuntimeIsNoRowsFault() throws Exception {
    List<Path> sound = Workers.classPath();
    Path javet =
        sound.stream().filter(p -> p.toString().contains("javet-node")).findFirst().orElseThrow();
    Path damaged = folder.resolve(javet.getFileName());
    byte[] bytes = Files.readAllBytes(javet);
    Random random = new Random(20261127);
    for (int i = 0; i < 8; i++) {
      bytes[bytes.length / 4 + random.nextInt(bytes.length / 2)] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(damaged, bytes);
    assertThatThrownBy(
            () -> evaluate(sound.stream().map(p -> p.equals(javet) ? damaged : p).toList()))
        .isInstanceOf(NativesException.class)
        .hasMessageContaining(damaged + " is damaged (")
        .hasMessageContaining("delete it");
    assertThat(evaluate(sound)).hasSize(1).allMatch(Result::succeeded);
  }

  private List<Result> evaluate(List<Path> classPath) throws Exception {
    ExampleOptions options =
        new ExampleOptions(
            Tolerance.DEFAULT, List.of("tfjs"), 300, null, RandomInputs.DEFAULT, List.of());
    EvaluationRequest request =
        new EvaluationRequest(
            new Includes(List.of("right/affine"))
                .filter(new Discovery(options).discover(Path.of("src/it/models"))),
            Map.of("tfjs", List.of("wasm")),
            folder.resolve("out"));
    CachedRows cache =
        CachedRows.lookUp(folder.resolve("cache"), 1 << 30, "test", request, warning -> {});
    Path unpacked = unpackedButV8();
    return new FreshRows(
            cache,
            new WorkerSettings(
                Workers.java(),
                List.of("-Dorg.bytedeco.javacpp.cachedir=" + unpacked),
                classPath,
                1),
            // Not all archives of the tests, which take seconds.
            new ArchiveDamage(
                classPath.stream().filter(p -> p.toString().contains("javet")).toList(), unpacked))
        .evaluate(cache.missing(), (number, total, result) -> {});
  }

  /** What JavaCPP has unpacked, but for V8, whose archive is to be used. */
  private Path unpackedButV8() throws IOException {
    Path unpacked = folder.resolve("javacpp");
    Path usual = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
    if (Files.exists(unpacked) || !Files.isDirectory(usual)) {
      return unpacked;
    }
    try (Stream<Path> files = Files.walk(usual)) {
      for (Path file : files.filter(f -> !f.toString().contains("javet")).toList()) {
        Path link = unpacked.resolve(usual.relativize(file));
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          link(link, file);
        } else {
          Files.copy(file, link, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
    return unpacked;
  }

  /** JavaCPP would unpack again what is a symbolic link. */
  private static void link(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, link, StandardCopyOption.COPY_ATTRIBUTES); // on another disk
    }
  }

  private ArchiveDamage damage(Path archive) {
    return new ArchiveDamage(List.of(archive, folder), folder.resolve("unpacked"));
  }

  private static String text() {
    return "A library, 17 times. ".repeat(17);
  }

  private static Path archive(Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(ENTRY));
      zip.write(text().getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static int packedLength(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return (int) zip.getEntry(ENTRY).getCompressedSize();
    }
  }

  private static String content(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream content = zip.getInputStream(zip.getEntry(ENTRY))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path unpacked(String content) throws IOException {
    Path library = folder.resolve("unpacked/library.jar").resolve(ENTRY);
    Files.createDirectories(library.getParent());
    return Files.writeString(library, content);
  }
}
