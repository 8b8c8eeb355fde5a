package org.modelparity.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;

/**
 * The artifacts that workers need beside this plugin: TensorFlow always, and what the asked-for
 * backends run on. They are named one by one, at the versions that this plugin was built with:
 * following their dependencies could bring the natives of all platforms, hundreds of megabytes.
 */
final class NativeArtifacts {
  private final RepositorySystem repositories;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> remotes;

  NativeArtifacts(
      RepositorySystem repositories,
      RepositorySystemSession session,
      List<RemoteRepository> remotes) {
    this.repositories = repositories;
    this.session = session;
    this.remotes = remotes;
  }

  /** What backends run on. */
  private enum Runtime {
    TENSORFLOW,
    TFLITE,
    V8;

    static Runtime of(String backend) {
      return switch (backend) {
        case "tensorflow" -> TENSORFLOW;
        case "xnnpack" -> TFLITE;
        default -> V8;
      };
    }
  }

  /**
   * The files of the artifacts, downloaded where the local repository lacks them.
   *
   * @throws NativesException if an artifact cannot be had
   */
  List<Path> resolve(Platform platform, Set<String> backends) throws NativesException {
    Set<Runtime> runtimes = new LinkedHashSet<>();
    runtimes.add(Runtime.TENSORFLOW);
    backends.forEach(b -> runtimes.add(Runtime.of(b)));
    List<ArtifactRequest> requests = new ArrayList<>();
    for (Runtime runtime : runtimes) {
      for (String coordinates : coordinates(runtime, platform)) {
        requests.add(new ArtifactRequest(new DefaultArtifact(coordinates), remotes, "parity"));
      }
    }
    try {
      List<Path> files =
          repositories.resolveArtifacts(session, requests).stream()
              .map(result -> result.getArtifact().getFile().toPath())
              .toList();
      for (Path file : files) {
        requireWhole(file);
      }
      return files;
    } catch (ArtifactResolutionException e) {
      throw new NativesException(failure(e), e);
    }
  }

  /**
   * Java passes over a JAR in the class path that is no archive, and would then miss its classes.
   *
   * @throws NativesException if the end of the file, where its table is, was lost
   */
  static void requireWhole(Path jar) throws NativesException {
    try (ZipFile whole = new ZipFile(jar.toFile())) {
      if (whole.size() == 0) {
        throw new ZipException("it is empty");
      }
    } catch (IOException e) {
      throw new NativesException(
          "%s is damaged (%s); delete it, so that Maven gets it again"
              .formatted(jar, e.getMessage()),
          e);
    }
  }

  private static List<String> coordinates(Runtime runtime, Platform platform) {
    Properties known = new Properties();
    try (InputStream resource = NativeArtifacts.class.getResourceAsStream("natives.properties")) {
      known.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String names = known.getProperty(runtime.name().toLowerCase(java.util.Locale.ROOT));
    return List.of(names.replace("PLATFORM", platform.classifier()).split("\\s+"));
  }

  private String failure(ArtifactResolutionException e) {
    String missing =
        e.getResults().stream()
            .filter(r -> !r.isResolved())
            .map(ArtifactResult::getRequest)
            .map(r -> name(r.getArtifact()))
            .collect(Collectors.joining(", "));
    String remedy =
        session.isOffline()
            ? "run the build once without -o, so that the local repository gets them"
            : "check that the repositories %s have them"
                .formatted(remotes.stream().map(RemoteRepository::getId).toList());
    return "native parts that workers need cannot be had: %s; %s (%s)"
        .formatted(missing, remedy, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }

  private static String name(Artifact artifact) {
    String classifier = artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier();
    return "%s:%s:%s%s"
        .formatted(
            artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion(), classifier);
  }
}
