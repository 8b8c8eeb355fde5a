package org.modelparity.evaluation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the files of a row go. Names are encoded so that none leaves the output folder and no two
 * share one, whatever characters they have.
 */
public record OutputFolders(Path outputDirectory) {
  private static final int LONGEST = 120;

  /** Names that Windows keeps for devices, with or without an extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  /** Where the converted model of a row goes. */
  public Path model(Row row) {
    return folder("models", row);
  }

  /** Where the long stories of a row's errors go. */
  public Path details(Row row) {
    return folder("details", row);
  }

  /** Where models are that were archived to be attached. */
  public Path artifacts() {
    return outputDirectory.resolve("artifacts");
  }

  public Path results() {
    return outputDirectory.resolve("results.json");
  }

  /**
   * Where the converted model of a row is in an output folder, for example {@code models/s/e/t}.
   */
  public static Path relativeModel(Row row) {
    return new OutputFolders(Path.of("")).model(row);
  }

  private Path folder(String kind, Row row) {
    return outputDirectory
        .resolve(kind)
        .resolve(encode(row.suite()))
        .resolve(encode(row.example()))
        .resolve(encode(row.target()));
  }

  /** The name with every character but {@code A-Z a-z 0-9 . _ + -} as {@code %} and hex bytes. */
  public static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '+' || c == '-');
      boolean innerDot = c == '.' && encoded.length() > 0;
      if (plain || innerDot) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    if (encoded.isEmpty()) {
      return "%";
    }
    if (encoded.charAt(encoded.length() - 1) == '.') {
      encoded.setLength(encoded.length() - 1); // Windows drops a dot at the end
      encoded.append("%2E");
    }
    if (DEVICE.matcher(encoded).matches()) {
      encoded.append('%');
    }
    return encoded.length() <= LONGEST
        ? encoded.toString()
        : encoded.substring(0, LONGEST - 33) + "%" + digest(name);
  }

  private static String digest(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
