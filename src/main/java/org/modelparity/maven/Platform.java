package org.modelparity.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The system that this build runs on, as its native artifacts are classified.
 *
 * @param classifier for example {@code linux-x86_64}
 */
record Platform(String classifier) {
  private static final String SUPPORTED = "linux-x86_64";

  /** The C library of Alpine Linux, which TensorFlow is not built for. */
  private static final Path MUSL = Path.of("/lib/ld-musl-x86_64.so.1");

  private static final Path GLIBC = Path.of("/lib64/ld-linux-x86-64.so.2");

  /**
   * The platform of this JVM.
   *
   * @throws NativesException if there are no native parts for it
   */
  static Platform current() throws NativesException {
    Platform platform = of(System.getProperty("os.name"), System.getProperty("os.arch"));
    if (Files.exists(MUSL) && !Files.exists(GLIBC)) {
      throw unsupported("a Linux with musl instead of glibc");
    }
    return platform;
  }

  static Platform of(String system, String architecture) throws NativesException {
    String name = system.toLowerCase(Locale.ROOT);
    String processor = architecture.toLowerCase(Locale.ROOT);
    boolean x64 = processor.equals("amd64") || processor.equals("x86_64");
    if (name.equals("linux") && x64) {
      return new Platform(SUPPORTED);
    }
    throw unsupported(system + " on " + architecture);
  }

  private static NativesException unsupported(String found) {
    return new NativesException(
        "Parity runs models on %s only (with glibc), but this is %s; run the build there, for example in a container, or skip it with -Dparity.skip"
            .formatted(SUPPORTED, found));
  }
}
