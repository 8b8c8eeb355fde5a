package org.modelparity.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.modelparity.evaluation.Change;
import org.modelparity.evaluation.Json;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Stage;

/**
 * Failures in the Static Analysis Results Interchange Format 2.1.0, as GitHub code scanning takes
 * it: a rule for each stage, a result for each FAIL, located at the model's file. What the baseline
 * accepts is suppressed.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String DRIFT = "parity/drift";

  private Sarif() {}

  /** Members in the order in which they are written. */
  private record Log(String $schema, String version, List<Run> runs) {}

  private record Run(Tool tool, String columnKind, List<Finding> results) {}

  private record Tool(Driver driver) {}

  private record Driver(String name, List<Rule> rules) {}

  private record Rule(
      String id, String name, Text shortDescription, Text fullDescription, Text help) {}

  private record Text(String text) {}

  private record Finding(
      String ruleId,
      String level,
      Text message,
      List<Location> locations,
      Map<String, String> partialFingerprints,
      String baselineState,
      List<Suppression> suppressions) {}

  private record Location(PhysicalLocation physicalLocation) {}

  private record PhysicalLocation(ArtifactLocation artifactLocation, Region region) {}

  private record ArtifactLocation(String uri) {}

  private record Region(int startLine) {}

  private record Suppression(String kind, String justification) {}

  static String of(Report report) {
    List<Finding> findings =
        report.results().rows().stream()
            .flatMap(result -> finding(report, result).stream())
            .toList();
    Driver driver = new Driver("Parity", rules());
    return Json.fileText(
        new Log(SCHEMA, "2.1.0", List.of(new Run(new Tool(driver), "utf16CodeUnits", findings))));
  }

  private static List<Rule> rules() {
    return List.of(
        rule(Stage.LOAD, "The model, its inputs or its golden outputs cannot be opened."),
        rule(Stage.CONVERT, "The model cannot be converted for the target."),
        rule(Stage.RUN, "The original or the converted model cannot be run."),
        rule(Stage.COMPARE, "The converted model computes other numbers than the original."),
        new Rule(
            DRIFT,
            "ModelParityDrift",
            new Text("The error of a converted model grew."),
            new Text("The error is within the tolerance, but far beyond the committed one."),
            new Text("See the evaluation report for the figures of this row.")));
  }

  private static Rule rule(Stage stage, String description) {
    String name = stage.toString();
    return new Rule(
        id(stage),
        "ModelParity" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
        new Text(description),
        new Text(description),
        new Text("See the evaluation report for the story of this row."));
  }

  private static String id(Stage stage) {
    return "parity/" + stage;
  }

  private static Optional<Finding> finding(Report report, Result result) {
    Optional<String> failure = report.verdict().failure(result);
    if (failure.isEmpty() && result.succeeded()) {
      return Optional.empty();
    }
    String reason = failure.orElseGet(() -> "FAIL at " + Wording.error(result));
    String remedy = result.remedy() == null ? "" : " Remedy: " + result.remedy();
    return Optional.of(
        new Finding(
            result.succeeded() ? DRIFT : id(result.stage()),
            failure.isPresent() ? "error" : "note",
            new Text(result.row() + ": " + reason + remedy),
            List.of(location(report, result.row())),
            Map.of("modelParityRow/v1", result.row().toString()),
            report.change(result) == Change.NEW ? "new" : "unchanged",
            failure.isPresent()
                ? List.of()
                : List.of(new Suppression("external", "accepted by the baseline"))));
  }

  private static Location location(Report report, Row row) {
    String model = report.origin(row).model();
    String path = model == null ? "pom.xml" : model;
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return new Location(new PhysicalLocation(new ArtifactLocation(uri.toString()), new Region(1)));
  }
}
