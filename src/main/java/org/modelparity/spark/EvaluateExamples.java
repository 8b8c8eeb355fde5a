package org.modelparity.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SerializableWritable;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Folders;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.worker.WorkerException;
import org.modelparity.worker.WorkerPool;
import org.modelparity.worker.WorkerSettings;

/** A task: some examples in, their results as the text of a results.json out. */
final class EvaluateExamples implements FlatMapFunction<Iterator<String>, String> {
  private static final long serialVersionUID = 1L;

  private final SparkOptions options;
  private final SerializableWritable<Configuration> hadoop;

  EvaluateExamples(SparkOptions options, SerializableWritable<Configuration> hadoop) {
    this.options = options;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<String> call(Iterator<String> examples)
      throws IOException, EvaluationException, WorkerException, InterruptedException {
    java.nio.file.Path local = Files.createTempDirectory("parity-task");
    try {
      java.nio.file.Path models = Files.createDirectory(local.resolve("models"));
      List<String> names = new ArrayList<>();
      examples.forEachRemaining(names::add);
      for (String example : names) {
        LocalCopies.download(
            hadoop.value(), new Path(options.models(), example), models.resolve(example));
      }
      return names.isEmpty() ? List.<String>of().iterator() : List.of(evaluate(local)).iterator();
    } finally {
      Folders.delete(local);
    }
  }

  private String evaluate(java.nio.file.Path local)
      throws IOException, EvaluationException, WorkerException, InterruptedException {
    java.nio.file.Path output = Files.createDirectory(local.resolve("output"));
    EvaluationRequest request =
        new EvaluationRequest(
            new Discovery(options.examples()).discover(local.resolve("models")),
            options.backendsByTarget(),
            output);
    java.nio.file.Path executable =
        java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java");
    List<Result> rows =
        new WorkerPool(new WorkerSettings(executable, List.of(), TaskClassPath.files(), 1))
            .evaluate(request, (number, total, result) -> {});
    java.nio.file.Path results = output.resolve("results.json");
    Results.of(request, null, Includes.ALL, rows).write(results);
    String text = Files.readString(results);
    Files.delete(results);
    LocalCopies.upload(hadoop.value(), output, new Path(options.output()));
    return text;
  }
}
