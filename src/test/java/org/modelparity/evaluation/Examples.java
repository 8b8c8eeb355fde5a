package org.modelparity.evaluation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;

/** Results that tests start from, made as a worker makes them. */
public final class Examples {
  public static final Instant DAY = Instant.parse("2026-11-27T19:00:00Z");

  private Examples() {}

  public static Row row(String text) {
    String[] parts = text.split("/| -> ");
    return new Row(parts[0], parts[1], parts[2]);
  }

  /** A row that came within {@code error} of its golden outputs, all of them 1. */
  public static Result compared(String row, double error, Tolerance tolerance) {
    Tensor expected = Tensor.ofFloats(Shape.of(2, 2), 1, 1, 1, 1);
    Tensor actual = Tensor.ofFloats(Shape.of(2, 2), 1, 1, 1, (float) (1 + error));
    Map<String, Tensor> golden = Map.of("y", expected);
    return Result.builder(row(row))
        .reference(Reference.GOLDEN)
        .convertSeconds(0.125)
        .bytes(94_200_000)
        .leg("golden", "SavedModel", Comparison.of(golden, golden, tolerance))
        .run("xnnpack", 0.015, Comparison.of(golden, Map.of("y", actual), tolerance))
        .build();
  }

  public static Result compared(String row, double error) {
    return compared(row, error, Tolerance.DEFAULT);
  }

  public static Result failed(String row, Stage stage, String error) {
    return Result.failed(row(row), stage, error);
  }

  /** Results of these rows as if they had been asked for in this order. */
  public static Results results(Result... rows) {
    return Results.of(request(rows), DAY, Includes.ALL, List.of(rows));
  }

  /** A request for exactly these rows. */
  public static EvaluationRequest request(Result... rows) {
    Map<String, Map<String, List<String>>> suites = new LinkedHashMap<>();
    for (Result r : rows) {
      suites
          .computeIfAbsent(r.suite(), s -> new LinkedHashMap<>())
          .computeIfAbsent(r.example(), e -> new ArrayList<>())
          .add(r.target());
    }
    List<Suite> declared = new ArrayList<>();
    suites.forEach(
        (suite, examples) -> {
          List<Example> list = new ArrayList<>();
          examples.forEach(
              (name, targets) ->
                  list.add(
                      new Example(
                          suite,
                          name,
                          Path.of("models", "model"),
                          null,
                          null,
                          ExampleOptions.DEFAULT.withTargets(targets))));
          declared.add(
              new Suite(suite, "https://example.org/" + suite.length(), "About " + suite, list));
        });
    return new EvaluationRequest(declared, Map.of(), Path.of("target/parity"));
  }
}
