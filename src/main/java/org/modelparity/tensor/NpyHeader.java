package org.modelparity.tensor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The header of an array in NumPy's NPY format: a Python dictionary of three keys.
 *
 * @param type of the elements
 * @param bigEndian whether elements are stored most significant byte first
 * @param fortranOrder whether elements are stored in column-major order
 */
record NpyHeader(ElementType type, boolean bigEndian, boolean fortranOrder, Shape shape) {
  /** What ml_dtypes writes for bfloat16, which NumPy itself has no descriptor for. */
  private static final String BFLOAT16 = "V2";

  /**
   * Reads the dictionary.
   *
   * @throws NpzException whose message continues a sentence that names file and array
   */
  static NpyHeader parse(String text) throws NpzException {
    Scanner scanner = new Scanner(text);
    String descriptor = null;
    Boolean fortran = null;
    Shape shape = null;
    scanner.expect('{');
    while (!scanner.accept('}')) {
      String key = scanner.string();
      scanner.expect(':');
      switch (key) {
        case "descr" -> descriptor = scanner.descriptor();
        case "fortran_order" -> fortran = scanner.bool();
        case "shape" -> shape = scanner.shape();
        default -> throw scanner.malformed("has the unknown key '" + key + "'");
      }
      if (!scanner.accept(',')) {
        scanner.expect('}');
        break;
      }
    }
    scanner.end();
    if (descriptor == null || fortran == null || shape == null) {
      throw scanner.malformed("lacks one of descr, fortran_order, shape");
    }
    boolean bigEndian = descriptor.startsWith(">");
    return new NpyHeader(elementType(descriptor), bigEndian, fortran, shape);
  }

  /**
   * The number of bytes that the elements take.
   *
   * @throws NpzException if there are more than an array in memory can have
   */
  long dataBytes() throws NpzException {
    try {
      long bytes = Math.multiplyExact(shape.size(), (long) type.bytes());
      if (bytes <= Integer.MAX_VALUE - 8) {
        return bytes;
      }
    } catch (ArithmeticException e) {
      // More than 2^63 elements: the same refusal.
    }
    throw new NpzException(
        "declares " + type + shape + ", which is more than the 2 GiB that one array may take");
  }

  private static ElementType elementType(String descriptor) throws NpzException {
    String code = descriptor.replaceFirst("^[<>|=]", "");
    if (code.equals(BFLOAT16)) {
      return ElementType.BFLOAT16;
    }
    Optional<ElementType> known = ElementType.ofNumpy("<" + code);
    if (known.isEmpty()) {
      known = ElementType.ofNumpy("|" + code);
    }
    if (known.isPresent()) {
      return known.get();
    }
    String kind =
        switch (code.isEmpty() ? ' ' : code.charAt(0)) {
          case 'O' -> "Python objects; save plain numbers instead, for example np.asarray(x, 'f4')";
          case 'U', 'S', 'a' -> "text, which models here do not take; leave the array out";
          case 'M', 'm' -> "dates or times; save them as int64, x.astype('i8')";
          case 'V' -> "raw bytes; save them as a number type, for example x.astype('f4')";
          default -> "a type that models here do not have; save it as float32, x.astype('f4')";
        };
    throw new NpzException("has the element type '" + descriptor + "': " + kind);
  }

  /** The dictionary as NumPy itself writes it, padded so that the data starts at 64 bytes. */
  byte[] format() {
    String descriptor = type.numpy().orElse("<" + BFLOAT16);
    String dimensions =
        LongStream.of(shape.toArray()).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(descriptor, dimensions, shape.rank() == 1 ? "," : "");
    int unpadded = 10 + dictionary.length() + 1;
    int padding = (64 - unpadded % 64) % 64;
    return (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As much of Python's literal syntax as headers use. */
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    NpzException malformed(String what) {
      return new NpzException(
          "has a malformed header, which " + what + "; write the file with numpy.savez");
    }

    boolean accept(char wanted) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at < text.length() && text.charAt(at) == wanted) {
        at++;
        return true;
      }
      return false;
    }

    void expect(char wanted) throws NpzException {
      if (!accept(wanted)) {
        throw malformed("lacks '" + wanted + "' at character " + at);
      }
    }

    void end() throws NpzException {
      if (!text.substring(at).isBlank()) {
        throw malformed("goes on after its dictionary");
      }
    }

    String string() throws NpzException {
      char quote = accept('"') ? '"' : '\'';
      if (quote == '\'') {
        expect('\'');
      }
      int end = text.indexOf(quote, at);
      if (end < 0) {
        throw malformed("has text without an end");
      }
      String value = text.substring(at, end);
      at = end + 1;
      return value;
    }

    String descriptor() throws NpzException {
      if (accept('[')) {
        throw new NpzException(
            "is a structured array, which models here do not take; save its fields apart");
      }
      return string();
    }

    boolean bool() throws NpzException {
      if (accept('T') && text.startsWith("rue", at)) {
        at += 3;
        return true;
      }
      if (accept('F') && text.startsWith("alse", at)) {
        at += 4;
        return false;
      }
      throw malformed("has neither True nor False for fortran_order");
    }

    Shape shape() throws NpzException {
      List<Long> dimensions = new ArrayList<>();
      expect('(');
      while (!accept(')')) {
        dimensions.add(number());
        if (!accept(',')) {
          expect(')');
          break;
        }
      }
      return Shape.of(dimensions.stream().mapToLong(Long::longValue).toArray());
    }

    private long number() throws NpzException {
      accept(' ');
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (start == at || at - start > 18) {
        throw malformed("has no dimension at character " + start);
      }
      long value = Long.parseLong(text.substring(start, at));
      accept('L'); // Python 2 wrote long integers so
      return value;
    }
  }
}
