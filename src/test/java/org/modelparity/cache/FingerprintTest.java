package org.modelparity.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir Path folder;

  @Test
  void anArchiveIsKnownByTheNamesAndContentsOfItsEntries() throws Exception {
    String known = print(Map.of("A.class", "one", "B.class", "two"));
    assertThat(print(Map.of("A.class", "one", "B.class", "two"))).isEqualTo(known);
    assertThat(print(Map.of("A.class", "one", "B.class", "tow"))).isNotEqualTo(known);
    assertThat(print(Map.of("A.class", "one", "C.class", "two"))).isNotEqualTo(known);
    assertThat(print(Map.of("A.class", "one"))).isNotEqualTo(known);
  }

  @Test
  void partsDoNotRunTogether() {
    assertThat(new Fingerprint().add("a", "bc").text())
        .isNotEqualTo(new Fingerprint().add("ab", "c").text());
  }

  private String print(Map<String, String> entries) throws IOException {
    Path archive = Files.createTempFile(folder, "a", ".jar");
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return new Fingerprint().addArchive("plugin", archive).text();
  }
}
