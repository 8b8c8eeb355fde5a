package org.modelparity.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.evaluation.Reference;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Stage;
import org.modelparity.evaluation.Suite;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;

class CachedRowsTest {
  private static final long LIMIT = 1 << 20;
  private static final Row ROW = new Row("s", "e", "tflite");

  @TempDir Path folder;
  private Path cache;
  private Path models;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void writeExample() throws IOException {
    cache = folder.resolve("cache");
    models = folder.resolve("models");
    write(models.resolve("s/e/saved_model.pb"), "model");
    write(models.resolve("s/e/variables/variables.index"), "weights");
    write(models.resolve("s/e/inputs.npz"), "inputs");
    write(models.resolve("s/e/outputs.npz"), "outputs");
    write(folder.resolve("elsewhere.npz"), "inputs of its own");
  }

  @Test
  void whatWasStoredIsFoundAgain() throws Exception {
    Result first = evaluate("out1");
    CachedRows second = lookUp(request("out2"));
    assertThat(second.hits()).containsExactly(first.asCached());
    assertThat(second.hits().get(0).cached()).isTrue();
    assertThat(second.missing().rows()).isEmpty();
    assertThat(output("out2").model(ROW).resolve("model.tflite")).hasContent("converted");
    assertThat(output("out2").model(ROW).resolve("more/shard.bin")).hasContent("shard");
    assertThat(folder.resolve("out2")).isDirectoryNotContaining("glob:**restored*");
  }

  @Test
  void aHitReplacesWhatAnEarlierBuildLeft() throws Exception {
    evaluate("out1");
    write(output("out2").model(ROW).resolve("old.tflite"), "old");
    assertThat(lookUp(request("out2")).hits()).hasSize(1);
    assertThat(output("out2").model(ROW).resolve("old.tflite")).doesNotExist();
  }

  @Test
  void whatAnEarlierBuildLeftStaysIfItIsTheSame() throws Exception {
    evaluate("out1");
    Path model = output("out1").model(ROW).resolve("more/shard.bin");
    FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(model, time);
    assertThat(lookUp(request("out1")).hits()).hasSize(1);
    assertThat(Files.getLastModifiedTime(model)).isEqualTo(time);
    assertRestored(model, "shard");
  }

  @Test
  void aStoryThatWasChangedOrDeletedIsRestored() throws Exception {
    EvaluationRequest request = request("out1");
    Result failure = failure(request);
    lookUp(request).store(failure);
    Path story = folder.resolve("out1").resolve(failure.details());
    assertRestored(story, "story");
  }

  /** After somebody changed it, with and without its size, and after somebody deleted it. */
  private void assertRestored(Path file, String content) throws Exception {
    for (String changed : List.of(content.toUpperCase(Locale.ROOT), "another")) {
      Files.writeString(file, changed);
      assertThat(lookUp(request("out1")).hits()).hasSize(1);
      assertThat(file).hasContent(content);
    }
    Files.delete(file);
    assertThat(lookUp(request("out1")).hits()).hasSize(1);
    assertThat(file).hasContent(content);
  }

  @Test
  void theStoryOfAFailureIsFoundAgain() throws Exception {
    EvaluationRequest request = request("out1");
    Result failure = failure(request);
    lookUp(request).store(failure);
    assertThat(lookUp(request("out2")).hits()).containsExactly(failure.asCached());
    assertThat(folder.resolve("out2").resolve(failure.details())).hasContent("story");
  }

  /** Errors may tell where the model is. */
  @Test
  void aFailureElsewhereIsNotThisOne() throws Exception {
    EvaluationRequest request = request("out1");
    lookUp(request).store(failure(request));
    Files.move(models, folder.resolve("moved"));
    models = folder.resolve("moved");
    assertThat(lookUp(request("out2")).hits()).isEmpty();
  }

  @Test
  void aSuccessElsewhereIsThisOne() throws Exception {
    evaluate("out1");
    Files.move(models, folder.resolve("moved"));
    models = folder.resolve("moved");
    assertThat(lookUp(request("out2")).hits()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s/e/saved_model.pb",
        "s/e/variables/variables.index",
        "s/e/inputs.npz",
        "s/e/outputs.npz",
        "s/e/another",
        "../elsewhere.npz"
      })
  void everyFileCounts(String file) throws Exception {
    evaluate("out1");
    Files.writeString(models.resolve(file), "changed!");
    assertMiss(lookUp(request("out2")));
  }

  @Test
  void aFileThatIsGoneCounts() throws Exception {
    evaluate("out1");
    Files.delete(models.resolve("s/e/variables/variables.index"));
    assertMiss(lookUp(request("out2")));
  }

  @Test
  void everyOptionCounts() throws Exception {
    evaluate("out1");
    ExampleOptions options = ExampleOptions.DEFAULT.withTargets(List.of("tflite"));
    List<ExampleOptions> others =
        List.of(
            with(options, new Tolerance(1e-3, 1e-5), 300, null, RandomInputs.DEFAULT, List.of()),
            with(options, options.tolerance(), 299, null, RandomInputs.DEFAULT, List.of()),
            with(options, options.tolerance(), 300, "x", RandomInputs.DEFAULT, List.of()),
            with(
                options,
                options.tolerance(),
                300,
                null,
                new RandomInputs(1L, -1, 1, 0, 9, Map.of()),
                List.of()),
            with(
                options,
                options.tolerance(),
                300,
                null,
                RandomInputs.DEFAULT,
                List.of("ReadFile")));
    for (ExampleOptions other : others) {
      assertMiss(lookUp(request("out2", e -> with(e, other), List.of("xnnpack"))));
    }
    assertMiss(lookUp(request("out2", e -> e, List.of("xnnpack", "litertjs"))));
    CachedRows newer = CachedRows.lookUp(cache, LIMIT, "newer", request("out2"), warnings::add);
    assertMiss(newer);
    assertThat(lookUp(request("out2")).hits()).hasSize(1);
  }

  @Test
  void anotherTargetOfTheExampleDoesNotCount() throws Exception {
    evaluate("out1");
    EvaluationRequest both =
        request("out2", e -> e.withTargets(List.of("tflite", "tfjs")), List.of("xnnpack"));
    CachedRows rows = lookUp(both);
    assertThat(rows.hits()).extracting(Result::row).containsExactly(ROW);
    assertThat(rows.missing().rows()).containsExactly(new Row("s", "e", "tfjs"));
  }

  @Test
  void rowsOfABrowserAreNotKept() throws Exception {
    EvaluationRequest request = request("out1", e -> e, List.of("webgl"));
    lookUp(request).store(success(request));
    assertThat(cache).doesNotExist();
    assertMiss(lookUp(request));
  }

  @Test
  void whatChangedDuringTheEvaluationIsNotKept() throws Exception {
    EvaluationRequest request = request("out1");
    CachedRows rows = lookUp(request);
    Files.writeString(models.resolve("s/e/saved_model.pb"), "changed!");
    rows.store(success(request));
    assertThat(cache).doesNotExist();
  }

  @Test
  void noByteOfAnEntryCanChangeUnnoticed() throws Exception {
    evaluate("out1");
    Path entry = onlyEntry();
    byte[] good = Files.readAllBytes(entry);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << (i % 8));
      Files.write(entry, bad);
      assertMiss(lookUp(request("out2")));
      assertThat(entry).as("entry whose byte %d is damaged", i).doesNotExist();
    }
    for (int length = 0; length < good.length; length += 7) {
      Files.write(entry, Arrays.copyOf(good, length));
      assertMiss(lookUp(request("out2")));
    }
    Files.write(entry, Arrays.copyOf(good, good.length + 1));
    assertMiss(lookUp(request("out2")));
    Files.write(entry, good);
    assertThat(lookUp(request("out2")).hits()).hasSize(1);
  }

  @Test
  void anEntryCannotWriteOutsideOfItsFolder() throws Exception {
    Path file = folder.resolve("x");
    EntryFile.write(
        file,
        "text",
        List.of(new EntryFile.Part("../../escaped", models.resolve("s/e/inputs.npz"))));
    Path target = Files.createDirectories(folder.resolve("a/b"));
    try (EntryFile entry = EntryFile.open(file)) {
      assertThatThrownBy(() -> entry.copyTo(target))
          .isInstanceOf(EntryFile.DamagedException.class)
          .hasMessageContaining("escaped");
    }
    assertThat(folder.resolve("escaped")).doesNotExist();
  }

  @Test
  void whatWasUsedLongestAgoMakesRoom() throws Exception {
    CacheFolder small = new CacheFolder(cache, 2500);
    for (String key : List.of("a", "b", "c", "d")) {
      small.write(key.repeat(64), "x".repeat(1000), List.of());
    }
    Instant now = Instant.now();
    age("a", now.minusSeconds(40));
    age("b", now.minusSeconds(10));
    age("c", now.minusSeconds(30));
    age("d", now.minusSeconds(20));
    assertThat(small.read("c".repeat(64))).isPresent(); // used just now
    Path draft = Files.writeString(cache.resolve("of-a-dead-build.tmp"), "x");
    Files.setLastModifiedTime(draft, FileTime.from(now.minus(Duration.ofDays(2))));
    Path fresh = Files.writeString(cache.resolve("of-another-build.tmp"), "x");
    small.trim();
    assertThat(cache)
        .isDirectoryNotContaining("glob:**/a*.row")
        .isDirectoryNotContaining("glob:**/d*.row")
        .isDirectoryContaining("glob:**/b*.row")
        .isDirectoryContaining("glob:**/c*.row");
    assertThat(draft).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void whatIsLargerThanTheCacheIsNotKept() throws Exception {
    EvaluationRequest request = request("out1");
    CachedRows rows = CachedRows.lookUp(cache, 100, "evaluator", request, warnings::add);
    rows.store(success(request));
    assertThat(cache).doesNotExist();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aCacheThatCannotBeWrittenIsToldOnceAndFailsNothing() throws Exception {
    Files.writeString(cache, "a file where the folder should be");
    EvaluationRequest request =
        request("out1", e -> e.withTargets(List.of("tflite", "tfjs")), List.of());
    CachedRows rows = lookUp(request);
    rows.store(success(request));
    rows.store(Result.builder(new Row("s", "e", "tfjs")).fail(Stage.CONVERT, "no").build());
    rows.trim();
    assertThat(warnings).singleElement().asString().contains(cache.toString());
    assertMiss(lookUp(request));
  }

  /** Builds at once: readers see whole entries or none, whoever writes, replaces and deletes. */
  @Test
  void buildsMayShareACache() throws Exception {
    Result expected = success(request("unused")).asCached();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> builds = new ArrayList<>();
      for (int build = 0; build < 8; build++) {
        String out = "out" + build;
        builds.add(
            () -> {
              int hits = 0;
              for (int round = 0; round < 40; round++) {
                EvaluationRequest request = request(out);
                CachedRows rows =
                    CachedRows.lookUp(cache, 3000, "evaluator", request, warnings::add);
                for (Result hit : rows.hits()) {
                  hits++;
                  assertThat(hit).isEqualTo(expected);
                  assertThat(output(out).model(ROW).resolve("model.tflite"))
                      .hasContent("converted");
                }
                rows.store(success(request));
                new CacheFolder(cache, round % 5 == 0 ? 0 : LIMIT).trim();
              }
              return hits;
            });
      }
      int hits = 0;
      for (Future<Integer> build : threads.invokeAll(builds)) {
        hits += build.get();
      }
      assertThat(hits).isPositive();
      assertThat(warnings).isEmpty();
      assertThat(cache).isDirectoryNotContaining("glob:**.tmp");
    } finally {
      threads.shutdownNow();
    }
  }

  private Result evaluate(String out) throws IOException, InterruptedException {
    EvaluationRequest request = request(out);
    CachedRows rows = lookUp(request);
    assertMiss(rows);
    Result result = success(request);
    rows.store(result);
    rows.trim();
    assertThat(warnings).isEmpty();
    return result;
  }

  private static void assertMiss(CachedRows rows) {
    assertThat(rows.hits()).isEmpty();
    assertThat(rows.missing().rows()).contains(ROW);
  }

  private CachedRows lookUp(EvaluationRequest request) throws InterruptedException {
    return CachedRows.lookUp(cache, LIMIT, "evaluator", request, warnings::add);
  }

  private EvaluationRequest request(String out) {
    return request(out, example -> example, List.of("xnnpack"));
  }

  private EvaluationRequest request(
      String out, UnaryOperator<Example> change, List<String> backends) {
    Example example =
        new Example(
            "s",
            "e",
            models.resolve("s/e"),
            folder.resolve("elsewhere.npz"),
            models.resolve("s/e/outputs.npz"),
            ExampleOptions.DEFAULT.withTargets(List.of("tflite")));
    return new EvaluationRequest(
        List.of(new Suite("s", "", "", List.of(change.apply(example)))),
        Map.of("tflite", backends, "tfjs", List.of("wasm")),
        folder.resolve(out));
  }

  private OutputFolders output(String out) {
    return new OutputFolders(folder.resolve(out));
  }

  /** What an evaluation would have made of the row, with its files. */
  private static Result success(EvaluationRequest request) throws IOException {
    Path model = new OutputFolders(request.outputDirectory()).model(ROW);
    write(model.resolve("model.tflite"), "converted");
    write(model.resolve("more/shard.bin"), "shard");
    Map<String, Tensor> outputs =
        Map.of(
            "y",
            Tensor.of(
                ElementType.FLOAT32,
                Shape.of(1),
                Tensor.allocate(4).putFloat(Float.POSITIVE_INFINITY).flip()));
    return Result.builder(ROW)
        .reference(Reference.GOLDEN)
        .convertSeconds(0.1)
        .bytes(9)
        .note("a note")
        .run("xnnpack", 0.2, Comparison.of(outputs, outputs, Tolerance.DEFAULT))
        .build();
  }

  private static Result failure(EvaluationRequest request) throws IOException {
    OutputFolders folders = new OutputFolders(request.outputDirectory());
    Path story = folders.details(ROW).resolve("error.txt");
    write(story, "story");
    return Result.builder(ROW)
        .fail(Stage.CONVERT, "no")
        .details(request.outputDirectory().relativize(story).toString())
        .build();
  }

  private static Example with(Example e, ExampleOptions options) {
    return new Example(e.suite(), e.name(), e.model(), e.inputs(), e.goldens(), options);
  }

  private static ExampleOptions with(
      ExampleOptions options,
      Tolerance tolerance,
      long timeout,
      String signature,
      RandomInputs inputs,
      List<String> allowed) {
    return new ExampleOptions(tolerance, options.targets(), timeout, signature, inputs, allowed);
  }

  private Path onlyEntry() throws IOException {
    try (var files = Files.list(cache)) {
      List<Path> entries = files.toList();
      assertThat(entries).hasSize(1);
      return entries.get(0);
    }
  }

  private void age(String key, Instant used) throws IOException {
    Files.setLastModifiedTime(cache.resolve(key.repeat(64) + ".row"), FileTime.from(used));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
