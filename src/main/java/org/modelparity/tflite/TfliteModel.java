package org.modelparity.tflite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelparity.litert.LiteRtExecution;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Tensor;

/**
 * A .tflite file. Where TFLite refuses to load or run what the converter made of a SavedModel
 * directly, the model is converted once more by way of the portable graph.
 */
final class TfliteModel implements ConvertedModel {
  /**
   * How a file was made.
   *
   * @param anyBatch whether its batch is free
   */
  record Made(boolean anyBatch, List<String> notes) {
    Made {
      notes = List.copyOf(notes);
    }

    Made with(String note) {
      List<String> more = new ArrayList<>(notes);
      more.add(note);
      return new Made(anyBatch, more);
    }
  }

  /** Makes the file anew by another way. */
  interface OtherWay {
    Made convert(Path file) throws ConversionException;
  }

  private final Path file;
  private final String signature;
  private Made made;
  private Optional<OtherWay> otherWay;

  TfliteModel(Path file, String signature, Made made, Optional<OtherWay> otherWay) {
    this.file = file;
    this.signature = signature;
    this.made = made;
    this.otherWay = otherWay;
  }

  @Override
  public long bytes() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public List<String> notes() {
    return made.notes();
  }

  @Override
  public Sizes sizes() {
    return made.anyBatch() ? Sizes.ANY_BATCH : Sizes.FIXED;
  }

  @Override
  public Execution open(String backend) throws ExecutionException {
    if (backend.equals(TfliteTarget.LITERTJS)) {
      return LiteRtExecution.open(file, signature);
    }
    if (!backend.equals(TfliteTarget.XNNPACK)) {
      throw new ExecutionException("the tflite target has no backend '" + backend + "'");
    }
    try {
      return new Run(TfliteRuntime.open(file, signature));
    } catch (ExecutionException e) {
      return new Run(reopen(e));
    }
  }

  /** Converts and loads by the other way, or fails as before. */
  private Execution reopen(ExecutionException failure) throws ExecutionException {
    if (otherWay.isEmpty()) {
      throw failure;
    }
    OtherWay way = otherWay.get();
    otherWay = Optional.empty();
    try {
      made = way.convert(file).with("converted directly, it does not run: " + failure.getMessage());
    } catch (ConversionException e) {
      failure.addSuppressed(e);
      throw failure;
    }
    return TfliteRuntime.open(file, signature);
  }

  /** Runs the file, or its successor once it has failed. */
  private final class Run implements Execution {
    private Execution current;

    Run(Execution current) {
      this.current = current;
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException {
      try {
        return current.run(inputs);
      } catch (ExecutionException e) {
        Execution next = reopen(e);
        current.close();
        current = next;
        return current.run(inputs);
      }
    }

    @Override
    public void close() {
      current.close();
    }
  }
}
