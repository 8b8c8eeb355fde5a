package org.modelparity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.evaluation.Acceptance;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Examples;
import org.modelparity.evaluation.FailOn;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;
import org.modelparity.tensor.Tolerance;

/** Files for programs, held to the schemas of their formats. */
class MachineFormatsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Results results =
      Examples.results(
          compared("s/good -> tflite", 1e-6),
          compared("s/nan -> tflite", Double.NaN, new Tolerance(0, 0)),
          failed("s/bad -> tfjs", Stage.CONVERT, "no kernel"),
          failed("a & b/known | <x> -> tfjs", Stage.RUN, "crash"));
  private final Baseline baseline =
      Acceptance.of(
              Baseline.EMPTY,
              results,
              new Includes(List.of("a & b/*")),
              Optional.of("later"),
              Optional.empty())
          .baseline();
  private final Report report =
      Report.of(
          results,
          new Gate(FailOn.REGRESSION, OptionalDouble.empty(), LocalDate.of(2026, 11, 27))
              .judge(results, baseline),
          baseline,
          Map.of(Examples.row("s/bad -> tfjs"), "src/main/models/s/my model/saved_model.pb"));

  @TempDir Path folder;

  private static JsonSchema schema(String resource, SpecVersion.VersionFlag version)
      throws Exception {
    try (InputStream in = MachineFormatsTest.class.getResourceAsStream(resource)) {
      return JsonSchemaFactory.getInstance(version).getSchema(in);
    }
  }

  @Test
  void resultsFollowThePublishedSchema() throws Exception {
    Path file = folder.resolve("results.json");
    results.write(file);
    JsonSchema schema = schema("results-1.schema.json", SpecVersion.VersionFlag.V202012);
    JsonNode json = MAPPER.readTree(file.toFile());
    assertThat(schema.validate(json)).isEmpty();
    ((com.fasterxml.jackson.databind.node.ObjectNode) json.get("rows").get(0)).put("stage", "run");
    assertThat(schema.validate(json)).as("a SUCCESS has no stage").isNotEmpty();
  }

  @Test
  void theSchemaNamesEveryMemberOfResults() throws Exception {
    Path file = folder.resolve("results.json");
    results.write(file);
    JsonNode schema;
    try (InputStream in = getClass().getResourceAsStream("results-1.schema.json")) {
      schema = MAPPER.readTree(in);
    }
    JsonNode row = MAPPER.readTree(file.toFile()).get("rows").get(0);
    JsonNode definitions = schema.get("$defs");
    assertMembers(row, definitions.get("row"));
    assertMembers(row.get("legs").get(0), definitions.get("leg"));
    assertMembers(row.get("runs").get(0), definitions.get("run"));
    assertMembers(row.get("runs").get(0).get("outputs").get(0), definitions.get("output"));
    assertMembers(MAPPER.readTree(file.toFile()), schema);
  }

  private static void assertMembers(JsonNode value, JsonNode definition) {
    assertThat(value.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(() -> definition.get("properties").fieldNames());
  }

  @Test
  void sarifFollowsItsSchema() throws Exception {
    JsonNode sarif = MAPPER.readTree(Sarif.of(report));
    JsonSchema schema = schema("/schema/sarif-schema-2.1.0.json", SpecVersion.VersionFlag.V7);
    assertThat(schema.validate(sarif)).isEmpty();
    JsonNode found = sarif.get("runs").get(0).get("results");
    assertThat(found).hasSize(3);
    JsonNode bad = found.get(1);
    assertThat(bad.get("ruleId").asText()).isEqualTo("parity/convert");
    assertThat(bad.get("level").asText()).isEqualTo("error");
    assertThat(bad.get("message").get("text").asText())
        .isEqualTo("s/bad -> tfjs: is FAIL at convert: no kernel (not in the baseline)");
    assertThat(bad.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("src/main/models/s/my%20model/saved_model.pb");
    JsonNode known = found.get(2);
    assertThat(known.get("level").asText()).isEqualTo("note");
    assertThat(known.get("suppressions")).hasSize(1);
  }

  @Test
  void writesEveryFileWholeAndTheSameEveryTime() throws Exception {
    ReportFiles files = new ReportFiles(folder.resolve("site"), folder.resolve("out"));
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/TEST-gone.xml"), "of a suite that is gone");
    files.write(report);
    Map<String, String> first = contents();
    assertThat(first.keySet())
        .containsExactlyInAnyOrder(
            "site/index.md",
            "site/index.html",
            "out/parity.sarif",
            "out/TEST-s.xml",
            "out/TEST-a%20%26%20b.xml");
    files.write(report);
    assertThat(contents()).isEqualTo(first);
  }

  private Map<String, String> contents() throws Exception {
    try (var files = Files.walk(folder)) {
      Map<String, String> contents = new java.util.TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        contents.put(name, Files.readString(file));
      }
      return contents;
    }
  }

  @Test
  void appendsASummaryForTheCiPage() throws Exception {
    Path file = folder.resolve("summary.md");
    Files.writeString(file, "before\n");
    ReportFiles.appendStepSummary(file, report);
    assertThat(Files.readString(file))
        .startsWith(
            "before\n## Model parity\n\n4 rows: 1 SUCCESS, 3 FAIL (2 regressions, 1 known)\n")
        .contains("| s/bad -&gt; tfjs | is FAIL at convert: no kernel (not in the baseline) |")
        .contains("| Example | TFLite | TFjs |\n| --- | --- | --- |\n| good | SUCCESS | |\n")
        .contains("| known \\| &lt;x&gt; | | **FAIL** (run) |");
  }

  @Test
  void writesTheTableForVersionControl() throws Exception {
    Path file = folder.resolve("docs/parity.md");
    ReportFiles.writeTable(file, results);
    assertThat(Files.readString(file)).isEqualTo(EvaluationTable.committed(results));
  }
}
