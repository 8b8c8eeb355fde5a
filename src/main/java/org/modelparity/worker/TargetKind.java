package org.modelparity.worker;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.modelparity.target.Target;
import org.modelparity.tfjs.TfjsTarget;
import org.modelparity.tflite.TfliteTarget;

/**
 * The targets that there are, as a user names them. Knowing a target loads nothing of it: the Maven
 * process asks for names only, and has no native library.
 */
public enum TargetKind {
  TFLITE("tflite", "xnnpack", "litertjs"),
  TFJS("tfjs", "wasm", "cpu", "webgl", "webgpu");

  private final String label;
  private final List<String> backends;

  TargetKind(String label, String... backends) {
    this.label = label;
    this.backends = List.of(backends);
  }

  /** What can run the target's models, the default first. */
  public List<String> backends() {
    return backends;
  }

  /** The target with this name. */
  public static Optional<TargetKind> of(String name) {
    return Arrays.stream(values()).filter(t -> t.label.equals(name)).findFirst();
  }

  /** The names of all targets. */
  public static List<String> names() {
    return Arrays.stream(values()).map(TargetKind::toString).toList();
  }

  /** The target itself; only in a worker. */
  Target open() {
    return switch (this) {
      case TFLITE -> new TfliteTarget();
      case TFJS -> new TfjsTarget();
    };
  }

  /** As written in the POM and in results, for example {@code tflite}. */
  @Override
  public String toString() {
    return label;
  }
}
