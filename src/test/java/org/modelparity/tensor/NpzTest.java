package org.modelparity.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives written by NumPy itself (src/test/resources/npz/make.py), and damaged ones. */
class NpzTest {
  private static final Path ARCHIVES = Path.of("src/test/resources/npz");

  @TempDir Path folder;

  @Test
  void readsEveryElementTypeInFileOrder() throws Exception {
    Map<String, Tensor> arrays = Npz.read(ARCHIVES.resolve("kinds.npz"));
    assertThat(arrays.keySet())
        .containsExactly(
            "b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16");
    arrays.forEach(NpzTest::requireCount);
  }

  @Test
  void readsBigEndianAndDeflatedArrays() throws Exception {
    Map<String, Tensor> arrays = Npz.read(ARCHIVES.resolve("big-endian.npz"));
    assertThat(arrays).isEqualTo(Npz.read(ARCHIVES.resolve("kinds.npz")));
  }

  private static void requireCount(String name, Tensor array) {
    assertThat(array.shape()).isEqualTo(Shape.of(2, 3));
    for (int i = 0; i < 6; i++) {
      switch (array.type()) {
        case BOOL -> assertThat(array.getBoolean(i)).isEqualTo(i > 0);
        case COMPLEX64 -> assertThat(array.data().getFloat(8 * i)).isEqualTo(i);
        case COMPLEX128 -> assertThat(array.data().getDouble(16 * i)).isEqualTo(i);
        default -> assertThat(array.getDouble(i)).as(name).isEqualTo(i);
      }
    }
  }

  @Test
  void transposesColumnMajorArrays() throws Exception {
    Map<String, Tensor> arrays = Npz.read(ARCHIVES.resolve("fortran.npz"));
    int[] counting = new int[24];
    Arrays.setAll(counting, i -> i);
    assertThat(arrays.get("f")).isEqualTo(Tensor.ofInts(Shape.of(2, 3, 4), counting));
    for (int i = 0; i < 24; i++) {
      assertThat(arrays.get("big").data().getFloat(8 * i)).isEqualTo(i);
    }
    assertThat(arrays.get("scalar")).isEqualTo(Tensor.scalar(1.5f));
    assertThat(arrays.get("empty").shape()).isEqualTo(Shape.of(0, 3));
    assertThat(arrays.get("vector")).isEqualTo(Tensor.ofFloats(Shape.of(3), 0, 1, 2));
  }

  @Test
  void readsBfloat16AsMlDtypesWritesIt() throws Exception {
    Tensor x = Npz.read(ARCHIVES.resolve("bfloat16.npz")).get("x");
    assertThat(x.type()).isEqualTo(ElementType.BFLOAT16);
    assertThat(x.getDouble(0)).isEqualTo(1.5);
    assertThat(x.getDouble(1)).isEqualTo(-2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsEveryVersionOfTheFormat(int version) throws Exception {
    assertThat(Npz.read(ARCHIVES.resolve("version" + version + ".npz")))
        .containsExactly(Map.entry("x", Tensor.ofFloats(Shape.of(3), 0, 1, 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "objects.npz|array 'bad'|Python objects",
        "unicode.npz|array 'text'|text, which models here do not take",
        "structured.npz|array 'rows'|structured array",
        "longdouble.npz|array 'x'|save it as float32",
        "dates.npz|array 'x'|save them as int64",
        "absent.npz|absent.npz|does not exist",
      })
  void refusesOtherElementsByName(String file, String where, String why) {
    assertThatThrownBy(() -> Npz.read(ARCHIVES.resolve(file)))
        .isInstanceOf(NpzException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(where)
        .hasMessageContaining(why);
  }

  @Test
  void writesWhatItReads() throws Exception {
    for (String name : new String[] {"kinds.npz", "fortran.npz", "bfloat16.npz"}) {
      Map<String, Tensor> arrays = Npz.read(ARCHIVES.resolve(name));
      Path copy = folder.resolve(name);
      Npz.write(copy, arrays);
      assertThat(Npz.read(copy)).isEqualTo(arrays);
      byte[] bytes = Files.readAllBytes(copy);
      Npz.write(copy, arrays);
      assertThat(Files.readAllBytes(copy)).isEqualTo(bytes);
    }
  }

  @Test
  void refusesAnArrayThatDeclaresMoreThanTheFileHolds() throws IOException {
    for (String shape : new String[] {"(1099511627776,)", "(2147483648, 8589934592)", "(1000,)"}) {
      Path file =
          archive(
              "x.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}", 8));
      assertThatThrownBy(() -> Npz.read(file))
          .isInstanceOf(NpzException.class)
          .hasMessageContaining("array 'x' declares float32[");
    }
  }

  @Test
  void refusesABombByTheLimitOfTheWholeFile() throws Exception {
    Path file = folder.resolve("zeros.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : new String[] {"a.npy", "b.npy"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000,)}", 4_000_000));
      }
    }
    assertThat(Files.size(file)).isLessThan(20_000);
    assertThatThrownBy(() -> Npz.read(file, new Npz.Limits(10, 5_000_000)))
        .hasMessageContaining("array 'b'")
        .hasMessageContaining("takes 4000000 bytes, but only 1000000 are left of the limit");
    assertThatThrownBy(() -> Npz.read(file, new Npz.Limits(1, 50_000_000)))
        .hasMessageContaining("holds 2 arrays, more than the limit of 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} + 1",
        "{'descr",
        "",
      })
  void refusesMalformedHeaders(String header) throws IOException {
    Path file = archive("x.npy", npy(header, 4));
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(NpzException.class)
        .hasMessageContaining("array 'x' has a malformed header");
  }

  @Test
  void refusesWhatIsNoArray() throws IOException {
    Path text = archive("notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Npz.read(text))
        .hasMessageContaining("'notes.txt', which is not an array");
    Path wrong = archive("x.npy", "hello world".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Npz.read(wrong)).hasMessageContaining("not in NumPy's NPY format");
    Path plain = folder.resolve("plain.npz");
    Files.writeString(plain, "not a zip archive at all");
    assertThatThrownBy(() -> Npz.read(plain)).hasMessageContaining("is not a whole zip archive");
  }

  @Test
  void survivesEveryMutationWithAnNpzExceptionOrArrays() throws Exception {
    Random random = new Random(20211111);
    for (String name : new String[] {"kinds.npz", "big-endian.npz", "fortran.npz"}) {
      byte[] whole = Files.readAllBytes(ARCHIVES.resolve(name));
      for (int round = 0; round < 300; round++) {
        byte[] mutant =
            round % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int flips = random.nextInt(4); flips > 0 && mutant.length > 0; flips--) {
          mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        Path file = folder.resolve("mutant.npz");
        Files.write(file, mutant);
        try {
          assertThat(Npz.read(file).values()).doesNotContainNull();
        } catch (NpzException e) {
          assertThat(e).hasMessageContaining("mutant.npz");
        }
      }
    }
  }

  private Path archive(String entry, byte[] content) throws IOException {
    Path file = Files.createTempFile(folder, "made", ".npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
    return file;
  }

  private static byte[] npy(String header, int dataBytes) {
    ByteBuffer buffer = Tensor.allocate(10 + header.length() + dataBytes);
    buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    buffer.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
    return buffer.array();
  }

  @Test
  void bindsByNameOrElseInFileOrder() throws Exception {
    Path file = Path.of("inputs.npz");
    LinkedHashMap<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("b", Tensor.scalar(1f));
    arrays.put("a", Tensor.scalar(2f));
    TensorSpec a = new TensorSpec("a", ElementType.FLOAT32, Shape.scalar());
    TensorSpec b = new TensorSpec("b", ElementType.FLOAT32, Shape.scalar());
    TensorSpec x = new TensorSpec("x", ElementType.FLOAT32, Shape.scalar());
    TensorSpec y = new TensorSpec("y", ElementType.FLOAT32, Shape.scalar());
    assertThat(Binding.bind(file, arrays, List.of(a, b)))
        .containsExactly(Map.entry("a", Tensor.scalar(2f)), Map.entry("b", Tensor.scalar(1f)));
    assertThat(Binding.bind(file, arrays, List.of(x, y)))
        .containsExactly(Map.entry("x", Tensor.scalar(1f)), Map.entry("y", Tensor.scalar(2f)));
    assertThatThrownBy(() -> Binding.bind(file, arrays, List.of(a, x)))
        .hasMessage(
            "inputs.npz has no array 'x'; it holds b, a, and the signature has a: float32[], x: float32[]");
    assertThatThrownBy(() -> Binding.bind(file, arrays, List.of(a)))
        .hasMessageContaining("holds the array 'b', which the signature does not have");
    assertThatThrownBy(() -> Binding.bind(file, arrays, List.of(x)))
        .hasMessageContaining("holds 2 arrays (b, a), but the signature has 1");
    TensorSpec ints = new TensorSpec("a", ElementType.INT32, Shape.scalar());
    assertThatThrownBy(() -> Binding.bind(file, arrays, List.of(ints, b)))
        .hasMessageContaining("'a' is float32, but the signature wants int32");
    TensorSpec vector = new TensorSpec("a", ElementType.FLOAT32, Shape.of(-1));
    assertThatThrownBy(() -> Binding.bind(file, arrays, List.of(vector, b)))
        .hasMessageContaining("has shape [], but the signature wants [?]");
  }
}
