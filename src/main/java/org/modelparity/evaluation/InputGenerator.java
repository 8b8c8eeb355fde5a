package org.modelparity.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.HalfPrecision;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;

/**
 * Draws inputs for an example that has none. Every input has its own stream of SplitMix64 (Steele,
 * Lea and Flood 2014), seeded by the FNV-1a hash of its name and the example's seed, so that the
 * same example gets the same numbers on every machine, and another input changes none of them.
 */
public final class InputGenerator {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final RandomInputs ranges;
  private final long seed;
  private long state;

  private InputGenerator(RandomInputs ranges, long seed) {
    this.ranges = ranges;
    this.seed = seed;
  }

  /**
   * One tensor for each input of the signature, in its order.
   *
   * @throws EvaluationException if a shape is not given that is needed, does not fit, or is too
   *     large for memory
   */
  public static Map<String, Tensor> draw(Example example, Signature signature)
      throws EvaluationException {
    RandomInputs ranges = example.options().randomInputs();
    long seed = ranges.seed() != null ? ranges.seed() : hash(example.toString(), 0);
    InputGenerator generator = new InputGenerator(ranges, seed);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (TensorSpec input : signature.inputs()) {
      inputs.put(input.name(), generator.draw(example, input));
    }
    return inputs;
  }

  private Tensor draw(Example example, TensorSpec input) throws EvaluationException {
    Shape shape = shape(example, input);
    ElementType type = input.type();
    long bytes;
    try {
      bytes = Math.multiplyExact(shape.size(), (long) type.bytes());
    } catch (ArithmeticException e) {
      bytes = Long.MAX_VALUE;
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new EvaluationException(
          "%s: input '%s' would be %s%s, more than the 2 GiB that one tensor may take; give smaller inputs.npz or <shapes>"
              .formatted(example, input.name(), type, shape));
    }
    state = hash(input.name(), seed);
    ByteBuffer data = Tensor.allocate(bytes);
    while (data.hasRemaining()) {
      put(data, type);
    }
    return Tensor.of(type, shape, data.flip());
  }

  private Shape shape(Example example, TensorSpec input) throws EvaluationException {
    List<Long> given = ranges.shapes().get(input.name());
    if (given == null) {
      long[] dimensions = input.shape().toArray();
      for (int axis = 0; axis < dimensions.length; axis++) {
        dimensions[axis] = dimensions[axis] == Shape.UNKNOWN ? 1 : dimensions[axis];
      }
      return Shape.of(dimensions);
    }
    boolean fits = given.size() == input.shape().rank();
    for (int axis = 0; fits && axis < given.size(); axis++) {
      long wanted = input.shape().dimension(axis);
      fits = given.get(axis) >= 0 && (wanted == Shape.UNKNOWN || wanted == given.get(axis));
    }
    if (!fits) {
      throw new EvaluationException(
          "%s: <shapes> gives input '%s' the shape %s, but the signature wants %s"
              .formatted(example, input.name(), given, input.shape()));
    }
    return Shape.of(given.stream().mapToLong(Long::longValue).toArray());
  }

  private void put(ByteBuffer data, ElementType type) {
    switch (type) {
      case BOOL -> data.put((byte) (next() >>> 63));
      case FLOAT16 -> data.putShort(HalfPrecision.floatToFloat16(nextFloat()));
      case BFLOAT16 -> data.putShort(HalfPrecision.floatToBfloat16(nextFloat()));
      case FLOAT32 -> data.putFloat(nextFloat());
      case FLOAT64 -> data.putDouble(nextDouble());
      case COMPLEX64 -> data.putFloat(nextFloat()).putFloat(nextFloat());
      case COMPLEX128 -> data.putDouble(nextDouble()).putDouble(nextDouble());
      default -> {
        long value = nextInteger(type);
        switch (type.bytes()) {
          case 1 -> data.put((byte) value);
          case 2 -> data.putShort((short) value);
          case 4 -> data.putInt((int) value);
          default -> data.putLong(value);
        }
      }
    }
  }

  private long next() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private double nextDouble() {
    return ranges.minimum() + (next() >>> 11) * 0x1p-53 * (ranges.maximum() - ranges.minimum());
  }

  private float nextFloat() {
    double unit = (next() >>> 40) * 0x1p-24;
    float value = (float) (ranges.minimum() + unit * (ranges.maximum() - ranges.minimum()));
    return value < ranges.maximum() ? value : Math.nextDown((float) ranges.maximum());
  }

  /** Uniform but for a bias below 2^-40 for ranges below 2^24. */
  private long nextInteger(ElementType type) {
    long lowest = type.isSigned() ? -1L << (type.bits() - 1) : 0;
    long highest =
        type.bits() == 64 ? Long.MAX_VALUE : (1L << (type.bits() - (type.isSigned() ? 1 : 0))) - 1;
    long minimum = Math.min(highest, Math.max(lowest, ranges.integerMinimum()));
    long maximum = Math.min(highest, Math.max(lowest, ranges.integerMaximum()));
    long count = maximum - minimum + 1; // 0 stands for 2^64
    return count == 0 ? next() : minimum + Long.remainderUnsigned(next(), count);
  }

  private static long hash(String text, long seed) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
