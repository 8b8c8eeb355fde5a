package org.modelparity.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeArtifactsTest {
  @TempDir Path folder;

  /** As a download that was cut off leaves it in the local repository. */
  @Test
  void aTruncatedJarIsNamedWithWhatToDo() throws Exception {
    Path jar = folder.resolve("tensorflow.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("library.so"));
      zip.write(new byte[10_000]);
    }
    assertThatCode(() -> NativeArtifacts.requireWhole(jar)).doesNotThrowAnyException();
    byte[] bytes = Files.readAllBytes(jar);
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
      Files.write(jar, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> NativeArtifacts.requireWhole(jar))
          .isInstanceOf(NativesException.class)
          .hasMessageContaining(jar + " is damaged")
          .hasMessageContaining("delete it, so that Maven gets it again");
    }
  }
}
