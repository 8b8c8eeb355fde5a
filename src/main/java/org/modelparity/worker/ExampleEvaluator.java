package org.modelparity.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;
import org.modelparity.target.Target;

/** Evaluates the rows of an example, one after the other, and reports each as it is done. */
final class ExampleEvaluator {
  private final Progress progress;
  private final Fault fault;
  private final Map<TargetKind, Target> targets = new EnumMap<>(TargetKind.class);

  ExampleEvaluator(Progress progress, Fault fault) {
    this.progress = progress;
    this.fault = fault;
  }

  /**
   * @throws IOException if the supervisor cannot be reached
   */
  void evaluate(Job job) throws IOException {
    Example example = job.example();
    Once<OpenExample, Exception> opened = new Once<>(() -> OpenExample.open(example));
    OutputFolders folders = new OutputFolders(job.outputDirectory());
    for (String name : job.targets()) {
      Row row = example.row(name);
      System.err.println(WorkerLog.beginning(row));
      Stages stages =
          stage -> {
            progress.send(new Event.Entered(name, stage));
            fault.strike(row, stage);
          };
      RowEvaluator evaluator =
          new RowEvaluator(
              row, kind(name), opened, folders, stages, text -> withoutRoot(text, example));
      List<String> backends = job.backends().get(name);
      Result result = evaluator.evaluate(() -> target(name), backends, example.options());
      progress.send(new Event.Finished(result, evaluator.isRepeatable()));
    }
  }

  /** Paths below the folder that holds the suites are written from there. */
  private static String withoutRoot(String text, Example example) {
    Path model = example.model().toAbsolutePath().normalize();
    Path folder = Files.isDirectory(model) ? model : model.getParent();
    Path suite = folder.getParent();
    return suite == null || suite.getParent() == null || suite.getParent().getParent() == null
        ? text
        : text.replace(suite.getParent() + File.separator, "");
  }

  private static TargetKind kind(String name) {
    return TargetKind.of(name).orElseThrow();
  }

  private Target target(String name) {
    return targets.computeIfAbsent(kind(name), TargetKind::open);
  }
}
