package org.modelparity.tflite;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorByteSize;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorData;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorDim;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorNumDims;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorType;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.SignatureRunner;
import org.bytedeco.tensorflowlite.StringIntMap;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Runs a signature of a .tflite file with TensorFlow Lite's interpreter. The C++ interface is used
 * because its default resolver applies XNNPACK; the C interface of this build does not.
 */
final class TfliteRuntime implements Execution {
  private static final int MOST_THREADS = 4;

  private final Path file;
  private final String signature;

  /** Native objects, the last made first: each needs those below it. */
  private final Deque<Pointer> owned = new ArrayDeque<>();

  private SignatureRunner runner;
  private StringIntMap inputs;
  private StringIntMap outputs;

  private TfliteRuntime(Path file, String signature) {
    this.file = file;
    this.signature = signature;
  }

  /**
   * Loads a model.
   *
   * @throws ExecutionException if TFLite refuses it, with TFLite's reason
   */
  static TfliteRuntime open(Path file, String signature) throws ExecutionException {
    TfliteRuntime runtime = new TfliteRuntime(file, signature);
    String failure = runtime.load();
    if (failure == null) {
      return runtime;
    }
    runtime.close();
    TfliteRuntime again = new TfliteRuntime(file, signature);
    String reason = StandardError.during(again::load);
    again.close();
    throw RuntimeMessage.of(failure, reason);
  }

  /** Null, or which step failed. */
  private String load() {
    FlatBufferModel model = FlatBufferModel.BuildFromFile(file.toString());
    if (missing(model)) {
      return "cannot read " + file;
    }
    owned.push(model);
    BuiltinOpResolver resolver = new BuiltinOpResolver();
    owned.push(resolver);
    InterpreterBuilder builder = new InterpreterBuilder(model, resolver);
    owned.push(builder);
    builder.SetNumThreads(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    Interpreter interpreter = new Interpreter((Pointer) null);
    if (builder.apply(interpreter) != kTfLiteOk || missing(interpreter)) {
      return "cannot load the model";
    }
    owned.push(interpreter);
    runner = interpreter.GetSignatureRunner(signature);
    if (missing(runner)) {
      return "finds no signature '" + signature + "'";
    }
    inputs = interpreter.signature_inputs(signature);
    outputs = interpreter.signature_outputs(signature);
    return runner.AllocateTensors() == kTfLiteOk ? null : "cannot prepare the model";
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> given) throws ExecutionException {
    boolean resized = false;
    for (String name : names(inputs)) {
      Tensor value = given.get(name);
      if (value == null) {
        throw new ExecutionException("there is no value for the input '" + name + "'");
      }
      resized |= resize(name, value);
    }
    if (resized && runner.AllocateTensors() != kTfLiteOk) {
      String reason = StandardError.during(() -> runner.AllocateTensors());
      throw RuntimeMessage.of("cannot prepare the model for these inputs", reason);
    }
    for (String name : names(inputs)) {
      set(name, given.get(name));
    }
    if (runner.Invoke() != kTfLiteOk) {
      String reason = StandardError.during(() -> runner.Invoke());
      throw RuntimeMessage.of("cannot run the model", reason);
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    for (String name : names(outputs)) {
      results.put(name, get(name));
    }
    return results;
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().deallocate();
    }
  }

  private boolean resize(String name, Tensor value) throws ExecutionException {
    TfLiteTensor tensor = runner.input_tensor(name);
    if (shape(tensor).equals(value.shape())) {
      return false;
    }
    if (runner.ResizeInputTensorStrict(name, value.shape().toIntArray()) != kTfLiteOk) {
      throw new ExecutionException(
          "TFLite: the input '"
              + name
              + "' has shape "
              + shape(tensor)
              + " in the model, not "
              + value.shape());
    }
    return true;
  }

  private void set(String name, Tensor value) throws ExecutionException {
    TfLiteTensor tensor = runner.input_tensor(name);
    ElementType type = type(name, tensor);
    if (type != value.type()) {
      throw new ExecutionException(
          "TFLite: the input '" + name + "' is " + type + " in the model, not " + value.type());
    }
    if (value.size() > 0) {
      memory(tensor).asByteBuffer().put(value.data());
    }
  }

  private Tensor get(String name) throws ExecutionException {
    TfLiteTensor tensor = runner.output_tensor(name);
    ByteBuffer data = Tensor.allocate(TfLiteTensorByteSize(tensor));
    if (data.hasRemaining()) {
      data.put(memory(tensor).asByteBuffer()).flip();
    }
    return Tensor.of(type(name, tensor), shape(tensor), data);
  }

  private static BytePointer memory(TfLiteTensor tensor) throws ExecutionException {
    Pointer data = TfLiteTensorData(tensor);
    if (missing(data)) {
      throw new ExecutionException("TFLite gave a tensor no memory");
    }
    return new BytePointer(data).capacity(TfLiteTensorByteSize(tensor));
  }

  private static ElementType type(String name, TfLiteTensor tensor) throws ExecutionException {
    Optional<ElementType> type = TfliteTypes.elements(TfLiteTensorType(tensor));
    if (type.isEmpty()) {
      throw new ExecutionException(
          "TFLite: '"
              + name
              + "' has type number "
              + TfLiteTensorType(tensor)
              + " in the model, which is not supported");
    }
    return type.get();
  }

  private static Shape shape(TfLiteTensor tensor) {
    long[] dimensions = new long[TfLiteTensorNumDims(tensor)];
    Arrays.setAll(dimensions, i -> TfLiteTensorDim(tensor, i));
    return Shape.of(dimensions);
  }

  private static Iterable<String> names(StringIntMap map) {
    Deque<String> names = new ArrayDeque<>();
    for (StringIntMap.Iterator i = map.begin(); !i.equals(map.end()); i = i.increment()) {
      names.add(i.first());
    }
    return names;
  }

  private static boolean missing(Pointer pointer) {
    return pointer == null || pointer.isNull();
  }
}
