package org.modelparity.tensorflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelparity.model.Program;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.model.StableHloProgram;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.target.Target;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;

/** The model as it is, run by TensorFlow: nothing is converted, the export is what is checked. */
public final class TensorFlowTarget implements Target {
  private static final String TENSORFLOW = "tensorflow";

  @Override
  public String name() {
    return TENSORFLOW;
  }

  @Override
  public List<String> backends() {
    return List.of(TENSORFLOW);
  }

  @Override
  public ConvertedModel convert(ConversionRequest request) throws ConversionException {
    return new Original(request.program(), request.signature());
  }

  private record Original(Program program, Signature signature) implements ConvertedModel {
    @Override
    public long bytes() {
      try (Stream<Path> files = Files.walk(program.path())) {
        return files.filter(Files::isRegularFile).mapToLong(Original::size).sum();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static long size(Path file) {
      try {
        return Files.size(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public Sizes sizes() {
      return Sizes.ANY;
    }

    @Override
    public Execution open(String backend) throws ExecutionException {
      if (program instanceof SavedModelProgram model) {
        SavedModelRunner runner = SavedModelRunner.open(model, signature);
        return execution(runner::run, runner::close);
      }
      StableHloRunner runner = StableHloRunner.open((StableHloProgram) program, signature);
      return execution(runner::run, runner::close);
    }
  }

  @FunctionalInterface
  private interface Run {
    Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException;
  }

  private static Execution execution(Run run, Runnable close) {
    return new Execution() {
      @Override
      public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException {
        return run.run(inputs);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
