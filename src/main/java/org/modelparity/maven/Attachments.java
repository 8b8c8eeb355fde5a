package org.modelparity.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;

/**
 * Converted models as artifacts of the module, with {@code example-target} as their classifier: a
 * model of one file as it is, with its extension as type, one of several files as a zip of them.
 *
 * @param folders where the models are, and where archives go
 * @param time that the entries of archives carry
 */
record Attachments(
    MavenProject project, MavenProjectHelper helper, OutputFolders folders, Instant time) {

  /**
   * Attaches the models of all rows that succeeded; a model that computes other numbers is no
   * product.
   *
   * @throws ParameterException if two rows have the same classifier
   * @throws EvaluationException if an archive cannot be written
   */
  void attach(List<Result> rows) throws ParameterException, EvaluationException {
    Map<String, Row> named = new LinkedHashMap<>();
    for (Result result : rows) {
      Row row = result.row();
      Row other = named.put(classifier(row), row);
      if (other != null) {
        throw new ParameterException(
            "parameter attach: %s and %s would have the same classifier '%s'; rename one of the examples, or choose with parameter includes"
                .formatted(other, row, classifier(row)));
      }
      if (result.succeeded() && Files.isDirectory(folders.model(row))) {
        attach(row);
      }
    }
  }

  /** For example {@code mnist-tfjs}; characters that coordinates cannot have become {@code _}. */
  static String classifier(Row row) {
    return (row.example() + "-" + row.target()).replaceAll("[^A-Za-z0-9._+-]", "_");
  }

  private void attach(Row row) throws EvaluationException {
    Path folder = folders.model(row);
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      Path product = files.size() == 1 ? files.get(0) : zip(row, folder, files);
      String name = product.getFileName().toString();
      String type = name.substring(name.lastIndexOf('.') + 1);
      helper.attachArtifact(project, type, classifier(row), product.toFile());
    } catch (IOException e) {
      throw new EvaluationException("the model of " + row + " cannot be archived: " + e, e);
    }
  }

  /** The same bytes for the same files. */
  private Path zip(Row row, Path folder, List<Path> files) throws IOException {
    Path archive = folders.artifacts().resolve(classifier(row) + ".zip");
    Files.createDirectories(archive.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return archive;
  }
}
