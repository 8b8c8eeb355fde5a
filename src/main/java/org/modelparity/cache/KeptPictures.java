package org.modelparity.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.modelparity.evaluation.Json;
import org.modelparity.evaluation.OutputResult;
import org.modelparity.report.Pictures;

/** The pictures of reports, in the same cache as rows, known by what they show. */
public final class KeptPictures implements Pictures {
  private final CacheFolder cache;
  private final String evaluator;

  /**
   * @param limit bytes that the cache may take
   * @param evaluator tells apart what draws, see {@link CachedRows#lookUp}
   */
  public KeptPictures(Path folder, long limit, String evaluator) {
    this.cache = new CacheFolder(folder, limit);
    this.evaluator = evaluator;
  }

  @Override
  public Optional<String> svg(
      String kind, OutputResult output, Supplier<Optional<String>> drawing) {
    String key =
        new Fingerprint()
            .add("evaluator", evaluator)
            .add("java", System.getProperty("java.version")) // has its own fonts
            .add("picture", kind)
            .add("output", text(output))
            .text();
    Optional<String> kept = cache.read(key);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<String> drawn = drawing.get();
    drawn.ifPresent(svg -> cache.keep(key, svg));
    return drawn;
  }

  private static String text(OutputResult output) {
    try {
      return Json.lineWriter().writeValueAsString(output);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of this product are all writable", e);
    }
  }
}
