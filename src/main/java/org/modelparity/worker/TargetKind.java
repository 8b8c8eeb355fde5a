package org.modelparity.worker;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelparity.target.Target;
import org.modelparity.tensor.Tolerance;
import org.modelparity.tensorflow.TensorFlowTarget;
import org.modelparity.tfjs.Quantization;
import org.modelparity.tfjs.TfjsTarget;
import org.modelparity.tflite.TfliteTarget;

/**
 * The targets that there are, as a user names them. Knowing a target loads nothing of it: the Maven
 * process asks for names only, and has no native library.
 */
public enum TargetKind {
  /** The original in TensorFlow, against golden outputs: is the export right? */
  TENSORFLOW(Family.TENSORFLOW, "tensorflow", Map.of(), Tolerance.DEFAULT),
  TFLITE(Family.TFLITE, "tflite", Map.of(), Tolerance.DEFAULT),
  /** Weights of 11 significant bits, computed with in float32. */
  TFLITE_FLOAT16(
      Family.TFLITE, "tflite-float16", Map.of("weights", "float16"), new Tolerance(1e-2, 1e-2)),
  /** Weights of matrices and kernels in 8 bits; their products with activations in 8 bits too. */
  TFLITE_DYNAMIC_RANGE(
      Family.TFLITE,
      "tflite-dynamic-range",
      Map.of("weights", "dynamic-range"),
      new Tolerance(5e-2, 5e-2)),
  /** Operations without a builtin stay TensorFlow's own. */
  TFLITE_SELECT_TF_OPS(
      Family.TFLITE, "tflite-select-tf-ops", Map.of("select-tf-ops", "true"), Tolerance.DEFAULT),
  TFJS(Family.TFJS, "tfjs", Map.of(), Tolerance.DEFAULT),
  TFJS_FLOAT16(Family.TFJS, "tfjs-float16", Map.of(), new Tolerance(1e-2, 1e-2)),
  TFJS_UINT16(Family.TFJS, "tfjs-uint16", Map.of(), new Tolerance(1e-2, 1e-2)),
  TFJS_UINT8(Family.TFJS, "tfjs-uint8", Map.of(), new Tolerance(5e-2, 5e-2));

  /** Targets that the same runtimes run. */
  public enum Family {
    TENSORFLOW("tensorflow"),
    TFLITE("xnnpack", "litertjs"),
    TFJS("wasm", "cpu", "webgl", "webgpu");

    private final List<String> backends;

    Family(String... backends) {
      this.backends = List.of(backends);
    }

    /** What can run the targets' models, the default first. */
    public List<String> backends() {
      return backends;
    }
  }

  private final Family family;
  private final String label;
  private final Map<String, String> options;
  private final Tolerance tolerance;

  TargetKind(Family family, String label, Map<String, String> options, Tolerance tolerance) {
    this.family = family;
    this.label = label;
    this.options = options;
    this.tolerance = tolerance;
  }

  public Family family() {
    return family;
  }

  /** Those of {@code wanted} that can run the target's models; the default one if none can. */
  public List<String> backends(Collection<String> wanted) {
    List<String> own = family.backends().stream().filter(wanted::contains).toList();
    return own.isEmpty() ? family.backends().subList(0, 1) : own;
  }

  /** What the conversion is told besides the model. */
  Map<String, String> options() {
    return options;
  }

  /**
   * The tolerance of a row: the user's, unless what the target leaves out of weights needs more.
   */
  Tolerance tolerance(Tolerance wanted) {
    return new Tolerance(
        Math.max(wanted.rtol(), own() ? tolerance.rtol() : 0),
        Math.max(wanted.atol(), own() ? tolerance.atol() : 0));
  }

  private boolean own() {
    return !tolerance.equals(Tolerance.DEFAULT);
  }

  /** Whether a row can do without golden outputs, since TensorFlow can say what is right. */
  boolean takesTensorFlowAsReference() {
    return family != Family.TENSORFLOW;
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
      case TENSORFLOW -> new TensorFlowTarget();
      case TFLITE, TFLITE_FLOAT16, TFLITE_DYNAMIC_RANGE, TFLITE_SELECT_TF_OPS -> new TfliteTarget();
      case TFJS -> new TfjsTarget();
      case TFJS_FLOAT16 -> new TfjsTarget(label, Quantization.FLOAT16);
      case TFJS_UINT16 -> new TfjsTarget(label, Quantization.UINT16);
      case TFJS_UINT8 -> new TfjsTarget(label, Quantization.UINT8);
    };
  }

  /** As written in the POM and in results, for example {@code tflite}. */
  @Override
  public String toString() {
    return label;
  }
}
