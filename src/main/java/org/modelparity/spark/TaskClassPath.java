package org.modelparity.spark;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that a worker needs on its class path: those that Spark brought to the executor (its
 * class loaders know them), and those that the executor was started with.
 */
final class TaskClassPath {
  private TaskClassPath() {}

  static List<Path> files() {
    Set<Path> files = new LinkedHashSet<>();
    for (ClassLoader loader = Thread.currentThread().getContextClassLoader();
        loader != null;
        loader = loader.getParent()) {
      if (loader instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          add(files, url);
        }
      }
    }
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .forEach(files::add);
    return files.stream().filter(Files::exists).toList();
  }

  private static void add(Set<Path> files, URL url) {
    try {
      if (url.getProtocol().equals("file")) {
        files.add(Path.of(url.toURI()));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(url + " is on the class path", e);
    }
  }
}
