package org.modelparity.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has every file read")
class FileDigestsTest {
  private static final int LARGE = 1 << 14;

  @TempDir Path folder;
  private Path file;
  private CacheFolder cache;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.write(folder.resolve("weights"), new byte[LARGE]);
    cache = new CacheFolder(folder.resolve("cache"), 1 << 20);
  }

  @Test
  void theDigestOfALargeFileIsKept() throws Exception {
    assertThat(later().of(file)).isEqualTo(sha256(file));
    Path entry = entries().get(0);
    Files.delete(entry);
    EntryFile.write(entry, "00ff", List.of());
    assertThat(later().of(file)).as("what is kept").containsExactly(0, 0xff);
    Files.delete(entry);
    EntryFile.write(entry, "no digest", List.of());
    assertThat(later().of(file)).isEqualTo(sha256(file));
  }

  @Test
  void anotherContentOfTheSameSizeAndTimeHasAnotherDigest() throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    later().of(file);
    byte[] changed = new byte[LARGE];
    changed[LARGE / 2] = 1;
    Files.write(file, changed);
    Files.setLastModifiedTime(file, time);
    assertThat(later().of(file)).isEqualTo(sha256(file));
  }

  @Test
  void whatWasChangedJustNowOrIsSmallIsNotKept() throws Exception {
    Path small = Files.write(folder.resolve("small"), new byte[LARGE - 1]);
    assertThat(later().of(small)).isEqualTo(sha256(small));
    FileDigests now = new FileDigests(cache, InstantSource.system());
    assertThat(now.of(file)).isEqualTo(sha256(file));
    assertThat(cache.folder()).doesNotExist();
  }

  @Test
  void aCacheThatCannotBeWrittenFailsNothing() throws Exception {
    Files.writeString(cache.folder(), "a file where the folder should be");
    assertThat(later().of(file)).isEqualTo(sha256(file));
  }

  private FileDigests later() {
    return new FileDigests(
        cache, InstantSource.offset(InstantSource.system(), Duration.ofHours(1)));
  }

  private List<Path> entries() throws IOException {
    try (var files = Files.list(cache.folder())) {
      return files.toList();
    }
  }

  private static byte[] sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(HexFormat.of().formatHex(digest)).hasSize(64);
    return digest;
  }
}
