package org.modelparity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.testing.AffineModel;

class SavedModelTest {
  @TempDir Path folder;

  @BeforeEach
  void write() {
    AffineModel.write(folder);
  }

  @Test
  void namesComeInTheOrderOfTheAuthorsFunction() throws ModelException {
    Signature signature = Models.open(folder).signatures().get(0);
    assertThat(signature.name()).isEqualTo("serving_default");
    assertThat(signature.inputs()).extracting(TensorSpec::name).containsExactly("x", "a");
    assertThat(signature.outputs()).extracting(TensorSpec::name).containsExactly("z", "y");
    assertThat(signature.inputs()).hasToString("[x: float32[?, 3], a: float32[]]");
  }

  @Test
  void variablesHaveTheValuesThatTheModelRestoresThemFrom() throws ModelException {
    SavedModelProgram program = (SavedModelProgram) Models.open(folder);
    VariableBindings bindings = VariableBindings.of(program);
    assertThat(bindings.key("Variable")).contains("scale/.ATTRIBUTES/VARIABLE_VALUE");
    assertThat(bindings.read("Variable").toFloats()).containsExactly(AffineModel.SCALE);
    assertThat(bindings.read("Variable_1").toFloats()).containsExactly(AffineModel.SHIFT);
    assertThatThrownBy(() -> bindings.read("serving_default_x"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("serving_default_x");
  }

  @Test
  void theFileItselfOpensTheSameModel() throws ModelException {
    assertThat(Models.open(folder.resolve("saved_model.pb")).signatures())
        .isEqualTo(Models.open(folder).signatures());
  }

  @Test
  void anUnknownSignatureIsAnsweredWithThoseThereAre() throws ModelException {
    Program program = Models.open(folder);
    assertThatThrownBy(() -> Models.signature(program, "serving"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("'serving'")
        .hasMessageContaining("it has 'serving_default'");
  }

  @Test
  void aSignatureOfStringsIsRefusedByType() throws ModelException {
    Program program = Models.open(folder);
    assertThatThrownBy(() -> Models.signature(program, "text"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("'words'")
        .hasMessageContaining("DT_STRING");
  }

  @Test
  void aMissingVariablesFolderIsNamed() throws IOException {
    Path variables = folder.resolve("variables");
    Files.move(variables, folder.resolve("elsewhere"));
    assertThatThrownBy(() -> Models.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(variables.toString())
        .hasMessageContaining("is missing")
        .hasMessageContaining("Variable");
  }

  @Test
  void aMissingDataFileIsNamed() throws IOException {
    Path data = folder.resolve("variables/variables.data-00000-of-00001");
    Files.delete(data);
    assertThatThrownBy(() -> Models.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(data + " is missing");
  }

  @Test
  void aShortDataFileIsNoticedWhenTheModelIsOpened() throws IOException {
    Path data = folder.resolve("variables/variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> Models.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("too short");
  }

  @Test
  void aChangedByteOfAVariableFailsItsChecksum() throws Exception {
    Path data = folder.resolve("variables/variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(data);
    bytes[2] ^= 1;
    Files.write(data, bytes);
    Checkpoint variables = ((SavedModelProgram) Models.open(folder)).variables();
    assertThatThrownBy(() -> variables.read("scale/.ATTRIBUTES/VARIABLE_VALUE"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void everyTruncationOfTheIndexIsAnError() throws IOException {
    Path index = folder.resolve("variables/variables.index");
    byte[] bytes = Files.readAllBytes(index);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(index, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Models.open(folder)).isInstanceOf(ModelException.class);
    }
  }

  @Test
  void everyChangedByteOfTheIndexIsAnErrorOrHarmless() throws IOException {
    Path index = folder.resolve("variables/variables.index");
    byte[] bytes = Files.readAllBytes(index);
    int refused = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) 0x55;
      Files.write(index, changed);
      try {
        Models.open(folder);
      } catch (ModelException e) {
        refused++;
      }
    }
    // The rest of the bytes is padding and what the table's own index says of the first key.
    assertThat(refused).isGreaterThan(bytes.length / 2);
  }

  @Test
  void truncationsOfTheGraphAreErrors() throws IOException {
    Path file = folder.resolve("saved_model.pb");
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length - 1; length += 7) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Models.open(folder))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("saved_model.pb");
    }
  }
}
