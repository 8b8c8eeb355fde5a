package org.modelparity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
  @TempDir Path folder;

  @Test
  void anEmptyFolderIsToldWhatAModelIs() {
    assertThat(Models.isModel(folder)).isFalse();
    assertThatThrownBy(() -> Models.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "there is no model in "
                + folder
                + "; it needs a saved_model.pb or a *.jaxexport or a *.mlirbc");
  }

  @Test
  void twoModelsInAFolderAreNamed() throws IOException {
    Files.createFile(folder.resolve("a.mlirbc"));
    Files.createFile(folder.resolve("b.jaxexport"));
    assertThat(Models.isModel(folder)).isTrue();
    assertThatThrownBy(() -> Models.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("a.mlirbc, b.jaxexport");
  }

  @Test
  void aMissingFileAndAForeignFileAreErrors() throws IOException {
    assertThatThrownBy(() -> Models.open(folder.resolve("none")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("there is no model at");
    Path text = Files.writeString(folder.resolve("readme.txt"), "x");
    assertThatThrownBy(() -> Models.open(text))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is not a model");
  }

  @Test
  void emptyAndForeignContentsAreErrors() throws IOException {
    for (String name : new String[] {"m.mlirbc", "m.jaxexport", "saved_model.pb"}) {
      Path file = folder.resolve(name);
      for (String content : new String[] {"", "x", "This is a text and not a model at all."}) {
        Files.writeString(file, content);
        assertThatThrownBy(() -> Models.open(file))
            .isInstanceOf(ModelException.class)
            .hasMessageContaining(name);
      }
    }
  }
}
