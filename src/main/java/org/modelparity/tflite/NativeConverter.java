package org.modelparity.tflite;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.modelparity.target.ConversionException;
import org.tensorflow.TensorFlow;

/**
 * TensorFlow's own converter to TensorFlow Lite, which libtensorflow_cc exports as a C++ function
 * only. Everything assumed of its binary interface is in this class:
 *
 * <ul>
 *   <li>x86-64 with the Itanium C++ ABI: an object that is not trivial is returned through a hidden
 *       first pointer; names are mangled as below;
 *   <li>libstdc++'s {@code std::string}: pointer, length, 16 bytes for short strings;
 *   <li>absl of January 2023's {@code Status}, one word: zero is OK; with bit 0 clear, a code above
 *       two bits; else a pointer plus one to a count, a code and a message;
 *   <li>protobuf messages are built by their constructor in memory of the caller, and are smaller
 *       than {@link #MESSAGE_BYTES}.
 * </ul>
 *
 * They hold for TensorFlow 2.18.0 on Linux, which is what tensorflow-java 1.1.0 carries; any other
 * is refused before a call, since a missing symbol is noticed but a changed layout is not.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/v2.18.0/tensorflow/compiler/mlir/lite/python/saved_model_to_tfl_flatbuffer.cc">saved_model_to_tfl_flatbuffer.cc</a>
 */
final class NativeConverter {
  private static final String VERSION = "2.18.0";

  /** {@code tensorflow::ConvertSavedModelToTFLiteFlatBuffer}. */
  private static final String CONVERT =
      "_ZN10tensorflow35ConvertSavedModelToTFLiteFlatBufferERKN6tflite10ModelFlagsERNS0_14"
          + "ConverterFlagsEPNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"
          + "PKNS_12quantization17PyFunctionLibraryE";

  private static final String PARSE = "_ZN6google8protobuf11MessageLite14ParseFromArrayEPKvi";
  private static final String UNREF = "_ZN4absl12lts_202308026Status15UnrefNonInlinedEm";
  private static final String DELETE = "_ZdlPv";

  private static final int MESSAGE_BYTES = 4096;
  private static final int STRING_BYTES = 32;
  private static final int SHORT_STRING_OFFSET = 16;

  /** MLIR's passes recurse over the graph; a JVM's threads have 1 MiB. Only what is used counts. */
  private static final long STACK_BYTES = 512L << 20;

  /** {@code RTLD_LAZY}: the library is loaded already, and its symbols stay its own. */
  private static final Map<String, Object> OPEN = Map.of(Library.OPTION_OPEN_FLAGS, 1);

  private final Function convert;
  private final Function parse;
  private final Function unref;
  private final Function delete;
  private final MessageType modelFlags;
  private final MessageType converterFlags;

  private NativeConverter(NativeLibrary framework, NativeLibrary cc) {
    convert = cc.getFunction(CONVERT);
    parse = framework.getFunction(PARSE);
    unref = framework.getFunction(UNREF);
    delete = framework.getFunction(DELETE);
    modelFlags = MessageType.of(framework, "10ModelFlags");
    converterFlags = MessageType.of(framework, "14ConverterFlags");
  }

  /** A protobuf message's constructor and destructor. */
  private record MessageType(Function constructor, Function destructor) {
    static MessageType of(NativeLibrary library, String mangledName) {
      return new MessageType(
          library.getFunction("_ZN6tflite" + mangledName + "C1EPN6google8protobuf5ArenaEb"),
          library.getFunction("_ZN6tflite" + mangledName + "D1Ev"));
    }
  }

  /** Holder, so that the libraries are opened at the first conversion and once. */
  private static final class Instance {
    static final NativeConverter CONVERTER = create();
  }

  /**
   * Converts one signature of a SavedModel.
   *
   * @return the bytes of a .tflite file
   * @throws ConversionException if the converter is not the known one, or refuses the model
   */
  static byte[] convert(ConverterFlags flags) throws ConversionException {
    NativeConverter converter;
    try {
      converter = Instance.CONVERTER;
    } catch (ExceptionInInitializerError e) {
      throw new ConversionException(
          "TensorFlow's converter cannot be used here: " + e.getCause().getMessage(), e);
    } catch (NoClassDefFoundError e) {
      throw new ConversionException(
          "TensorFlow's converter cannot be used here; the first conversion says why", e);
    }
    return converter.onLargeStack(flags);
  }

  private static NativeConverter create() {
    if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
      throw new IllegalStateException(
          "it is known on Linux x86_64 only, not on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch"));
    }
    // Asking for the version loads the libraries.
    String version = TensorFlow.version();
    if (!version.equals(VERSION)) {
      throw new IllegalStateException(
          "TensorFlow "
              + version
              + " is on the class path, but the converter is called as in "
              + VERSION);
    }
    try {
      return new NativeConverter(
          NativeLibrary.getInstance(loaded("libtensorflow_framework.so.2"), OPEN),
          NativeLibrary.getInstance(loaded("libtensorflow_cc.so.2"), OPEN));
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException("its library lacks a function: " + e.getMessage(), e);
    }
  }

  /** The file that a library of this process was loaded from: JavaCPP has a cache of its own. */
  private static String loaded(String library) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        if (line.endsWith("/" + library)) {
          return line.substring(line.indexOf('/'));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(library + " is not loaded");
  }

  private byte[] onLargeStack(ConverterFlags flags) throws ConversionException {
    Call call = new Call(flags);
    Thread thread = new Thread(null, call, "tflite-converter", STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConversionException("the conversion was interrupted", e);
    }
    if (call.failure != null) {
      throw call.failure;
    }
    if (call.result == null) {
      throw new ConversionException("TensorFlow's converter returned nothing");
    }
    return call.result;
  }

  /** One conversion on its own thread; joining the thread publishes the fields. */
  private final class Call implements Runnable {
    private final ConverterFlags flags;
    private byte[] result;
    private ConversionException failure;

    Call(ConverterFlags flags) {
      this.flags = flags;
    }

    @Override
    public void run() {
      try {
        result = call(flags.modelFlags(), flags.converterFlags());
      } catch (ConversionException e) {
        failure = e;
      } catch (RuntimeException | Error e) {
        failure = new ConversionException("TensorFlow's converter could not be called: " + e, e);
      }
    }
  }

  private byte[] call(byte[] modelWire, byte[] converterWire) throws ConversionException {
    Memory model = message(modelFlags, modelWire);
    Memory converter = message(converterFlags, converterWire);
    Memory output = new Memory(STRING_BYTES);
    output.clear();
    output.setPointer(0, output.share(SHORT_STRING_OFFSET));
    Memory status = new Memory(Long.BYTES);
    status.clear();
    try {
      convert.invoke(void.class, new Object[] {status, model, converter, output, Pointer.NULL});
      long word = status.getLong(0);
      if (word != 0) {
        throw failure(word);
      }
      return output.getPointer(0).getByteArray(0, Math.toIntExact(output.getLong(8)));
    } finally {
      if (!output.getPointer(0).equals(output.share(SHORT_STRING_OFFSET))) {
        delete.invoke(void.class, new Object[] {output.getPointer(0)});
      }
      modelFlags.destructor().invoke(void.class, new Object[] {model});
      converterFlags.destructor().invoke(void.class, new Object[] {converter});
    }
  }

  private Memory message(MessageType type, byte[] wire) {
    Memory message = new Memory(MESSAGE_BYTES);
    message.clear();
    type.constructor().invoke(void.class, new Object[] {message, Pointer.NULL, 0});
    // A bool is returned in the lowest byte; the rest of the register is undefined.
    if ((parse.invokeInt(new Object[] {message, wire, wire.length}) & 0xff) == 0) {
      throw new IllegalStateException("it does not understand its flags");
    }
    return message;
  }

  private ConversionException failure(long word) {
    if ((word & 1) == 0) {
      return ConverterMessage.of((int) (word >> 2), "");
    }
    Pointer status = new Pointer(word - 1);
    int code = status.getInt(4);
    byte[] text = status.getPointer(8).getByteArray(0, Math.toIntExact(status.getLong(16)));
    unref.invoke(void.class, new Object[] {word});
    return ConverterMessage.of(code, new String(text, StandardCharsets.UTF_8));
  }
}
