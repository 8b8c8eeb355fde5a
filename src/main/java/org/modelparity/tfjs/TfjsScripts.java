package org.modelparity.tfjs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.modelparity.javascript.Script;

/** TF.js and what runs models in it: read and compiled once for all models that share this. */
final class TfjsScripts {
  private final Map<String, Script> loaded = new ConcurrentHashMap<>();

  /** What a backend takes, in the order in which it is to run. */
  List<Script> of(Backend backend) {
    return Stream.concat(backend.scripts().stream().map(path -> "npm/" + path), Stream.of("run.js"))
        .map(path -> loaded.computeIfAbsent(path, p -> Script.of(TfjsScripts.class, p)))
        .toList();
  }
}
