package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensor.Tolerance;

class DiscoveryTest {
  @TempDir Path folder;

  private final Discovery discovery = new Discovery(ExampleOptions.DEFAULT);

  private Path file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  @Test
  void findsEveryFolderThatHoldsAModel() throws Exception {
    file("flax/vae/saved_model.pb");
    file("flax/vae/inputs.npz");
    file("flax/mnist/model.mlirbc");
    file("flax/notes/readme.txt");
    file("a & b/ppo | <script>/policy.jaxexport");
    file("a & b/ppo | <script>/outputs.npz");
    file("empty/nothing.txt");
    file(".hidden/x/saved_model.pb");
    List<Suite> suites = discovery.discover(folder);
    assertThat(suites).extracting(Suite::name).containsExactly("a & b", "flax");
    Example odd = suites.get(0).examples().get(0);
    assertThat(odd.name()).isEqualTo("ppo | <script>");
    assertThat(odd.inputs()).isNull();
    assertThat(odd.goldens()).isNotNull();
    assertThat(suites.get(1).examples())
        .extracting(e -> e.model().getFileName().toString())
        .containsExactly("model.mlirbc", "vae");
    assertThat(suites.get(1).examples().get(1).inputs())
        .isEqualTo(folder.resolve("flax/vae/inputs.npz"));
    assertThat(discovery.discover(folder.resolve("absent"))).isEmpty();
  }

  @Test
  void refusesTwoModelsInOneFolder() throws IOException {
    file("s/e/saved_model.pb");
    file("s/e/a.mlirbc");
    assertThatThrownBy(() -> discovery.discover(folder))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("holds 2 models (saved_model.pb, a.mlirbc)");
  }

  @Test
  void refusesLinksOutOfTheTree() throws Exception {
    Path secret = file("secret/inputs.npz");
    file("models/s/e/saved_model.pb");
    file("models/s/shared.npz");
    Path root = folder.resolve("models");
    Files.createSymbolicLink(root.resolve("s/e/inputs.npz"), Path.of("../shared.npz"));
    assertThat(discovery.discover(root)).hasSize(1);
    Files.delete(root.resolve("s/e/inputs.npz"));
    Path link = Files.createSymbolicLink(root.resolve("s/e/inputs.npz"), secret);
    assertThatThrownBy(() -> discovery.discover(root))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(link + " leads out of " + root);
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("nowhere.npz"));
    assertThatThrownBy(() -> discovery.discover(root))
        .hasMessageContaining("holds a link that leads nowhere");
    Files.delete(link);
    Path linkedSuite = Files.createSymbolicLink(root.resolve("t"), folder.resolve("models/s"));
    assertThat(discovery.discover(root)).hasSize(2);
    Files.delete(linkedSuite);
    file("elsewhere/e/saved_model.pb");
    Files.createSymbolicLink(linkedSuite, folder.resolve("elsewhere"));
    assertThatThrownBy(() -> discovery.discover(root)).hasMessageContaining("leads out of");
  }

  @Test
  void overridesOptionsByExample() throws Exception {
    file("vae/saved_model.pb");
    file("ppo/saved_model.pb");
    ExampleOverride override =
        new ExampleOverride(
            "vae", 1e-2, null, List.of("tfjs"), 7L, null, null, "decode", 5L, null, null);
    Suite suite =
        discovery.find(
            new SuiteDeclaration("Flax", "https://x", "about", folder, List.of(override)));
    assertThat(suite.examples().get(0).options()).isEqualTo(ExampleOptions.DEFAULT);
    ExampleOptions changed = suite.examples().get(1).options();
    assertThat(changed.tolerance()).isEqualTo(new Tolerance(1e-2, 1e-5));
    assertThat(changed.targets()).containsExactly("tfjs");
    assertThat(changed.timeoutSeconds()).isEqualTo(7);
    assertThat(changed.signature()).isEqualTo("decode");
    assertThat(changed.randomInputs().seed()).isEqualTo(5);
  }

  @Test
  void namesWhatADeclaredSuiteLacks() throws IOException {
    file("suite/vae/saved_model.pb");
    Path suite = folder.resolve("suite");
    assertThatThrownBy(
            () ->
                discovery.find(
                    new SuiteDeclaration(
                        "Flax", "", "", suite, List.of(ExampleOverride.none("vea")))))
        .hasMessage("suite 'Flax' has no example 'vea' in " + suite + "; it has vae");
    assertThatThrownBy(
            () ->
                discovery.find(
                    new SuiteDeclaration("Flax", "", "", folder.resolve("no"), List.of())))
        .hasMessageContaining("does not exist; make it, or set the suite's <directory>");
    assertThatThrownBy(
            () -> discovery.find(new SuiteDeclaration("Flax", "", "", suite.resolve("vae"), null)))
        .hasMessageContaining("no folder in");
  }

  @Test
  void choosesRowsByPatterns() {
    List<Suite> suites =
        Examples.request(
                Examples.compared("flax/vae -> tflite", 0),
                Examples.compared("flax/vae -> tfjs", 0),
                Examples.compared("keras/vae -> tflite", 0))
            .suites();
    assertThat(new Includes(List.of("flax/*")).filter(suites)).hasSize(1);
    assertThat(new Includes(List.of("*/vae")).filter(suites)).hasSize(2);
    assertThat(
            new Includes(List.of("flax/vae:tfjs"))
                .filter(suites)
                .get(0)
                .examples()
                .get(0)
                .options()
                .targets())
        .containsExactly("tfjs");
    assertThat(new Includes(List.of("flax/v.e")).filter(suites)).isEmpty();
    assertThat(Includes.ALL.filter(suites)).isEqualTo(suites);
  }

  @Property(seed = "20261127")
  void aRowsOwnPatternChoosesIt(@ForAll String suite, @ForAll String example) {
    Row row = new Row(suite.strip() + "s", "e" + example, "tflite");
    assertThat(new Includes(List.of(Includes.patternFor(row))).matches(row)).isTrue();
  }

  @Property(seed = "20261127")
  void encodedNamesStayInTheirFolder(@ForAll String name) {
    String encoded = OutputFolders.encode(name);
    assertThat(encoded).matches("[A-Za-z0-9%_+-][A-Za-z0-9%._+-]{0,119}").doesNotEndWith(".");
    Path root = Path.of("/out");
    assertThat(root.resolve(encoded).normalize().getParent()).isEqualTo(root);
  }

  @Test
  void encodedNamesDoNotCollide() {
    Map<String, String> seen = new HashMap<>();
    for (String name :
        List.of(
            "",
            "%",
            ".",
            "..",
            "%2E",
            "a/b",
            "a%2Fb",
            "a\\b",
            "a b",
            "a",
            "con",
            "con%",
            "CON.txt",
            "é",
            "e\u0301",
            "x".repeat(200),
            "x".repeat(201),
            "a.",
            "a%2E",
            "../a",
            "|",
            "<script>")) {
      assertThat(seen.put(OutputFolders.encode(name), name)).as(name).isNull();
    }
    assertThat(OutputFolders.encode("pixelcnn++")).isEqualTo("pixelcnn++");
    assertThat(OutputFolders.encode("../x")).isEqualTo("%2E.%2Fx");
  }

  @Test
  void drawsTheSameInputsEveryTime() throws Exception {
    Example example = new Example("s", "e", folder, null, null, ExampleOptions.DEFAULT);
    Signature signature =
        new Signature(
            "serving_default",
            List.of(
                new TensorSpec("x", ElementType.FLOAT32, Shape.of(-1, 3)),
                new TensorSpec("n", ElementType.INT32, Shape.of(1000)),
                new TensorSpec("b", ElementType.BOOL, Shape.of(64)),
                new TensorSpec("u", ElementType.UINT8, Shape.of(4))),
            List.of());
    Map<String, Tensor> inputs = InputGenerator.draw(example, signature);
    assertThat(inputs).isEqualTo(InputGenerator.draw(example, signature));
    assertThat(inputs.get("x").toFloats()).containsExactly(FIRST);
    assertThat(inputs.get("n").toInts()).contains(0, 9).doesNotContain(-1, 10);
    assertThat(inputs.get("b").toLongs()).contains(0, 1);
    Example other = new Example("s", "f", folder, null, null, ExampleOptions.DEFAULT);
    assertThat(InputGenerator.draw(other, signature).get("x")).isNotEqualTo(inputs.get("x"));
  }

  /** Committed, so that another version or platform that draws other numbers is noticed. */
  private static final float[] FIRST = {0.036340714f, 0.1938715f, -0.6050813f};

  @Test
  void takesUnknownDimensionsFromTheConfiguration() throws Exception {
    Signature signature =
        new Signature(
            "f", List.of(new TensorSpec("x", ElementType.FLOAT64, Shape.of(-1, 3))), List.of());
    assertThat(InputGenerator.draw(drawing("x", 5L, 3L), signature).get("x").shape())
        .isEqualTo(Shape.of(5, 3));
    assertThatThrownBy(() -> InputGenerator.draw(drawing("x", 5L, 4L), signature))
        .hasMessage(
            "s/e: <shapes> gives input 'x' the shape [5, 4], but the signature wants [?, 3]");
    assertThatThrownBy(() -> InputGenerator.draw(drawing("x", 1L << 40, 3L), signature))
        .hasMessageContaining("would be float64[1099511627776, 3], more than the 2 GiB");
  }

  private Example drawing(String input, Long... shape) {
    RandomInputs random = new RandomInputs(1L, -1, 1, 0, 9, Map.of(input, List.of(shape)));
    return new Example(
        "s",
        "e",
        folder,
        null,
        null,
        new ExampleOptions(Tolerance.DEFAULT, List.of("tflite"), 300, null, random, List.of()));
  }

  @Test
  void findsFurtherInputsAndSignatures() throws Exception {
    Path model = Files.createDirectories(folder.resolve("suite/model"));
    for (String file :
        List.of(
            "saved_model.pb",
            "inputs.npz",
            "inputs-2.npz",
            "inputs-10.npz",
            "outputs-2.npz",
            "inputs@encode.npz",
            "outputs@encode-1.npz",
            "inputs@encode-1.npz")) {
      Files.createFile(model.resolve(file));
    }
    List<Example> examples =
        new Discovery(ExampleOptions.DEFAULT).discover(folder).get(0).examples();
    assertThat(examples).extracting(Example::name).containsExactly("model", "model@encode");
    assertThat(examples.get(0).options().signature()).isNull();
    assertThat(examples.get(0).furtherInputs())
        .containsExactly(
            new InputSet("inputs-2", model.resolve("inputs-2.npz"), model.resolve("outputs-2.npz")),
            new InputSet("inputs-10", model.resolve("inputs-10.npz"), null));
    assertThat(examples.get(1).options().signature()).isEqualTo("encode");
    assertThat(examples.get(1).inputs()).isEqualTo(model.resolve("inputs@encode.npz"));
    assertThat(examples.get(1).goldens()).isNull();
    assertThat(examples.get(1).furtherInputs())
        .extracting(InputSet::name)
        .containsExactly("inputs-1");
  }

  @Test
  void furtherOutputsNeedTheirInputs() throws Exception {
    Path model = Files.createDirectories(folder.resolve("suite/model"));
    Files.createFile(model.resolve("saved_model.pb"));
    Files.createFile(model.resolve("outputs-1.npz"));
    assertThatThrownBy(() -> new Discovery(ExampleOptions.DEFAULT).discover(folder))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("outputs-1.npz has no inputs-1.npz beside it");
  }
}
