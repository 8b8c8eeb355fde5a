package org.modelparity.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SerializableWritable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.FailOn;
import org.modelparity.evaluation.Folders;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.report.Report;
import org.modelparity.report.ReportFiles;

/**
 * Evaluates all suites below a folder on a Spark cluster, with the same workers as the build, and
 * writes the same results and reports.
 *
 * <pre>
 * spark-submit --class org.modelparity.spark.EvaluateOnSpark --jars NATIVES parity-maven-plugin.jar \
 *     s3a://bucket/models s3a://bucket/parity targets=tflite,tfjs
 * </pre>
 *
 * <p>Each task copies some examples to its own disk, evaluates them in a worker process there, and
 * copies the converted models to the output. Nothing but names and results goes through Spark.
 */
public final class EvaluateOnSpark {
  /** Examples take from seconds to minutes: several tasks for each core even that out. */
  private static final int TASKS_PER_CORE = 4;

  private EvaluateOnSpark() {}

  /**
   * Evaluates; ends with an exception, and so with a code other than 0, if a row is a FAIL.
   *
   * @param arguments the folder of suites, the folder for results, options as {@code name=value}
   */
  public static void main(String[] arguments) throws Exception {
    SparkOptions options = SparkOptions.of(arguments);
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "Parity");
    Results results;
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      results = evaluate(spark, options);
      System.out.println(spark.version() + ": " + results.summary());
    }
    if (results.summary().fail() > 0) {
      throw new EvaluationException(
          "%d of %d rows are FAIL; see %s"
              .formatted(results.summary().fail(), results.summary().rows(), options.output()));
    }
  }

  static Results evaluate(JavaSparkContext spark, SparkOptions options)
      throws IOException, EvaluationException {
    List<String> examples = examples(spark.hadoopConfiguration(), options.models());
    if (examples.isEmpty()) {
      throw new EvaluationException(
          "no folder <suite>/<example> in " + options.models() + "; name the folder of suites");
    }
    int tasks = Math.min(examples.size(), spark.defaultParallelism() * TASKS_PER_CORE);
    List<String> parts =
        spark
            .parallelize(examples, tasks)
            .mapPartitions(
                new EvaluateExamples(
                    options, new SerializableWritable<>(spark.hadoopConfiguration())))
            .collect();
    return write(spark.hadoopConfiguration(), options, parts);
  }

  /** The folders {@code suite/example}, sorted. */
  private static List<String> examples(Configuration configuration, String models)
      throws IOException {
    Path root = new Path(models);
    FileSystem files = root.getFileSystem(configuration);
    List<String> examples = new ArrayList<>();
    for (FileStatus suite : folders(files, root)) {
      for (FileStatus example : folders(files, suite.getPath())) {
        examples.add(suite.getPath().getName() + "/" + example.getPath().getName());
      }
    }
    examples.sort(null);
    return examples;
  }

  private static List<FileStatus> folders(FileSystem files, Path parent) throws IOException {
    return Arrays.stream(files.listStatus(parent))
        .filter(f -> f.isDirectory() && !f.getPath().getName().startsWith("."))
        .toList();
  }

  private static Results write(
      Configuration configuration, SparkOptions options, List<String> parts)
      throws IOException, EvaluationException {
    java.nio.file.Path local = Files.createTempDirectory("parity-spark");
    try {
      List<Result> rows = new ArrayList<>();
      List<Results.SuiteInfo> suites = new ArrayList<>();
      for (String part : parts) {
        java.nio.file.Path file = Files.writeString(local.resolve("part.json"), part);
        Results results = Results.read(file);
        rows.addAll(results.rows());
        results.suites().stream().filter(s -> !suites.contains(s)).forEach(suites::add);
        Files.delete(file);
      }
      suites.sort(Comparator.comparing(Results.SuiteInfo::name));
      // Stable: the targets of an example come from one task, in their order.
      rows.sort(Comparator.comparing(Result::suite).thenComparing(Result::example));
      Results all = new Results(Results.SCHEMA, null, List.of(), null, suites, rows, null);
      all.write(local.resolve("results.json"));
      Gate gate = new Gate(FailOn.FAILURE, OptionalDouble.empty(), LocalDate.now(ZoneOffset.UTC));
      new ReportFiles(local.resolve("site"), local)
          .write(Report.of(all, gate.judge(all, Baseline.EMPTY), Baseline.EMPTY, Map.of()));
      LocalCopies.upload(configuration, local, new Path(options.output()));
      return all;
    } finally {
      Folders.delete(local);
    }
  }
}
