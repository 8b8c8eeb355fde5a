package org.modelparity.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.Folders;
import org.modelparity.evaluation.Json;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;

/**
 * The rows of a request whose outcome is known from an earlier build, since nothing that they
 * depend on has changed; and a way to keep what becomes of the others:
 *
 * <ol>
 *   <li>{@link #lookUp} restores the converted models and details of the rows that it finds;
 *   <li>what evaluates the {@link #missing} ones tells {@link #store} of those whose outcome would
 *       be the same every time;
 *   <li>{@link #trim} keeps the cache within its size.
 * </ol>
 *
 * <p>A cache that does not work costs time, but fails nothing: an entry that is damaged is absent,
 * and what cannot be stored is not.
 */
public final class CachedRows {
  private static final String MODEL = "model/";
  private static final String DETAILS = "details/";

  private final CacheFolder cache;
  private final RowKeys keys;
  private final EvaluationRequest request;
  private final OutputFolders folders;
  private final Consumer<String> warnings;
  private final List<Result> hits = new ArrayList<>();
  private final Map<Row, Lookup> misses = new HashMap<>();
  private boolean stored;
  private boolean broken;

  /** What an outcome is stored under, and what must not have changed until then. */
  private record Lookup(Example example, String content, String key) {}

  /**
   * What an entry holds beside files.
   *
   * @param model where the model was; errors may tell
   */
  private record Kept(Result result, String model) {}

  private CachedRows(
      CacheFolder cache, String evaluator, EvaluationRequest request, Consumer<String> warnings) {
    this.cache = cache;
    this.keys = new RowKeys(evaluator, new FileDigests(cache, InstantSource.system()));
    this.request = request;
    this.folders = new OutputFolders(request.outputDirectory().toAbsolutePath().normalize());
    this.warnings = warnings;
  }

  /** No cache: nothing is known, and nothing is kept. */
  public static CachedRows none(EvaluationRequest request) {
    return new CachedRows(new CacheFolder(Path.of(""), 0), "", request, w -> {});
  }

  /**
   * Looks the rows of a request up.
   *
   * @param folder of the cache
   * @param limit bytes that the cache may take
   * @param evaluator tells apart what evaluates: this product's own files, the platform, the
   *     workers' arguments
   * @param warnings is told, once, that the cache cannot be written
   * @throws InterruptedException if the build is ended meanwhile
   */
  public static CachedRows lookUp(
      Path folder,
      long limit,
      String evaluator,
      EvaluationRequest request,
      Consumer<String> warnings)
      throws InterruptedException {
    CacheFolder cache = new CacheFolder(folder, limit);
    CachedRows rows = new CachedRows(cache, evaluator, request, warnings);
    rows.lookUp();
    return rows;
  }

  /** Hashing and copying files are most of the work, and one large example may be most of those. */
  private void lookUp() throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<Example, Future<List<Future<Found>>>> found = new IdentityHashMap<>();
      for (Example example : largestFirst(request.examples())) {
        found.put(example, threads.submit(() -> lookUp(example, threads)));
      }
      for (Example example : request.examples()) {
        for (Future<Found> row : outcome(found.get(example))) {
          add(outcome(row));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Example> largestFirst(List<Example> examples) {
    Map<Example, Long> sizes = new IdentityHashMap<>();
    examples.forEach(example -> sizes.put(example, RowKeys.size(example)));
    return examples.stream().sorted(Comparator.comparing(sizes::get).reversed()).toList();
  }

  private static <T> T outcome(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a defect in the cache: " + e.getCause(), e.getCause());
    }
  }

  /** The outcomes that are known, in the order of the table. */
  public List<Result> hits() {
    return List.copyOf(hits);
  }

  /** The request without them. */
  public EvaluationRequest missing() {
    Set<Row> known = new HashSet<>();
    hits.forEach(hit -> known.add(hit.row()));
    return request.without(known);
  }

  /** What came of looking for a row: a hit, or what to store its outcome under. */
  private record Found(Row row, Optional<Result> hit, Lookup lookup) {}

  private void add(Found found) {
    found.hit().ifPresentOrElse(hits::add, () -> misses.put(found.row(), found.lookup()));
  }

  private List<Future<Found>> lookUp(Example example, ExecutorService threads) {
    String content;
    try {
      content = keys.content(example);
    } catch (IOException e) {
      return List.of(); // whoever opens the example will say it better
    }
    List<Future<Found>> found = new ArrayList<>();
    for (String target : example.options().targets()) {
      List<String> backends = request.backends().get(target);
      if (RowKeys.isRepeatable(backends)) {
        String key = keys.key(example, content, target, backends);
        Row row = example.row(target);
        Lookup lookup = new Lookup(example, content, key);
        found.add(threads.submit(() -> new Found(row, restore(row, example, key), lookup)));
      }
    }
    return found;
  }

  private Optional<Result> restore(Row row, Example example, String key) {
    try {
      return cache.read(key, entry -> restore(row, example, entry));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // whoever wrote it knew other results
    }
  }

  private Optional<Result> restore(Row row, Example example, EntryFile entry) throws IOException {
    Kept kept = Json.reader(Kept.class).readValue(entry.text());
    Result result = kept.result();
    if (!result.row().equals(row) || !(result.succeeded() || kept.model().equals(path(example)))) {
      return Optional.empty();
    }
    if (!isInPlace(entry, result)) {
      restore(entry, result);
    }
    return Optional.of(result.asCached());
  }

  /** Whether an earlier build left the same files, and no others. */
  private boolean isInPlace(EntryFile entry, Result result) throws IOException {
    Map<String, Path> places = new LinkedHashMap<>();
    places.put(MODEL, folders.model(result.row()));
    if (result.details() != null) {
      places.put(DETAILS, folders.details(result.row()));
    }
    List<EntryFile.Part> parts = new ArrayList<>();
    for (Map.Entry<String, Path> place : places.entrySet()) {
      if (!Files.isDirectory(place.getValue(), LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      parts.addAll(EntryFile.parts(place.getKey(), place.getValue()));
    }
    return entry.holds(parts);
  }

  private void restore(EntryFile entry, Result result) throws IOException {
    Files.createDirectories(folders.outputDirectory());
    Path restored = Files.createTempDirectory(folders.outputDirectory(), "restored");
    try {
      entry.copyTo(restored);
      replace(restored.resolve(MODEL), folders.model(result.row()));
      if (result.details() != null) {
        replace(restored.resolve(DETAILS), folders.details(result.row()));
      }
    } finally {
      deleteQuietly(restored);
    }
  }

  /** An entry without files stands for an empty folder. */
  private static void replace(Path restored, Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    if (Files.isDirectory(folder)) {
      Folders.delete(folder);
    }
    if (Files.isDirectory(restored)) {
      Files.move(restored, folder);
    } else {
      Files.createDirectories(folder);
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      if (folder != null) {
        Folders.delete(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      // Below the build's own folder, which mvn clean empties.
    }
  }

  /**
   * Keeps the outcome of a row that was missing, unless its files have changed since it was looked
   * up.
   */
  public synchronized void store(Result result) {
    Lookup lookup = misses.remove(result.row());
    if (lookup == null || broken) {
      return;
    }
    try {
      if (!keys.content(lookup.example()).equals(lookup.content())) {
        return;
      }
      cache.write(
          lookup.key(),
          Json.lineWriter().writeValueAsString(new Kept(result, path(lookup.example()))),
          parts(result));
      stored = true;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of this product are all writable", e);
    } catch (IOException e) {
      broken = true;
      warnings.accept(
          "rows are not kept for the next build: the cache %s cannot be written (%s)"
              .formatted(cache.folder(), e));
    }
  }

  private List<EntryFile.Part> parts(Result result) throws IOException {
    List<EntryFile.Part> parts = new ArrayList<>();
    Path model = folders.model(result.row());
    if (Files.isDirectory(model)) {
      parts.addAll(EntryFile.parts(MODEL, model));
    }
    if (result.details() != null) {
      Path details = folders.outputDirectory().resolve(result.details());
      parts.add(new EntryFile.Part(DETAILS + details.getFileName(), details));
    }
    return parts;
  }

  private static String path(Example example) {
    return example.model().toAbsolutePath().normalize().toString();
  }

  /** Deletes what was not used for longest, if the cache is larger than it may be. */
  public void trim() {
    if (stored) {
      cache.trim();
    }
  }
}
