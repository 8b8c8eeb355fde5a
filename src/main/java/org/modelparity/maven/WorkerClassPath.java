package org.modelparity.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Example;

/**
 * What workers run: this plugin, those of its dependencies that are not Maven's, and the native
 * parts for the targets asked for.
 */
final class WorkerClassPath {
  /** Everything else among the plugin's dependencies serves reports in the Maven process. */
  private static final String JACKSON = "com.fasterxml.jackson.core";

  private final PluginDescriptor plugin;
  private final NativeArtifacts natives;

  WorkerClassPath(PluginDescriptor plugin, NativeArtifacts natives) {
    this.plugin = plugin;
    this.natives = natives;
  }

  /**
   * @throws NativesException if this platform has no native parts, or they cannot be had
   */
  List<Path> resolve(EvaluationRequest request) throws NativesException {
    Set<String> backends = new LinkedHashSet<>();
    for (Example example : request.examples()) {
      example.options().targets().forEach(t -> backends.addAll(request.backends().get(t)));
    }
    Set<Path> path = new LinkedHashSet<>();
    path.add(plugin.getPluginArtifact().getFile().toPath());
    for (Artifact artifact : plugin.getArtifacts()) {
      if (artifact.getGroupId().equals(JACKSON)) {
        path.add(artifact.getFile().toPath());
      }
    }
    path.addAll(natives.resolve(Platform.current(), backends));
    return new ArrayList<>(path);
  }
}
