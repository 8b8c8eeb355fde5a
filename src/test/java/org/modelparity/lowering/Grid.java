package org.modelparity.lowering;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** An array of numbers that plain loops work on: what the lowerings are checked against. */
final class Grid {
  final ElementType type;
  final int[] shape;
  final double[] values;

  Grid(ElementType type, int... shape) {
    this.type = type;
    this.shape = shape;
    this.values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
  }

  /** Filled from a function of the position. */
  static Grid of(ElementType type, int[] shape, ToDoubleFunction<int[]> value) {
    Grid grid = new Grid(type, shape);
    for (int i = 0; i < grid.values.length; i++) {
      grid.values[i] = value.applyAsDouble(grid.position(i));
    }
    return grid;
  }

  static Grid scalar(ElementType type, double value) {
    return of(type, new int[0], p -> value);
  }

  /** Small numbers, so that sums of products are exact in float32 and int32 alike. */
  static Grid random(Random random, ElementType type, int... shape) {
    return of(type, shape, p -> any(random, type));
  }

  private static double any(Random random, ElementType type) {
    return switch (type) {
      case BOOL -> random.nextInt(2);
      case UINT8 -> random.nextInt(256);
      case INT8 -> random.nextInt(256) - 128;
      case INT32 -> random.nextInt();
      case UINT32 -> random.nextInt() & 0xffffffffL;
      case INT64 -> random.nextInt(2000) - 1000;
      default -> (random.nextInt(129) - 64) / 8.0;
    };
  }

  static Grid of(Tensor tensor) {
    int[] shape = tensor.shape().toIntArray();
    Grid grid = new Grid(tensor.type(), shape);
    for (int i = 0; i < grid.values.length; i++) {
      grid.values[i] = tensor.getDouble(i);
    }
    return grid;
  }

  double at(int... position) {
    return values[index(position)];
  }

  void set(double value, int... position) {
    values[index(position)] = value;
  }

  int index(int... position) {
    int index = 0;
    for (int i = 0; i < shape.length; i++) {
      index = index * shape[i] + position[i];
    }
    return index;
  }

  boolean contains(int... position) {
    for (int i = 0; i < shape.length; i++) {
      if (position[i] < 0 || position[i] >= shape[i]) {
        return false;
      }
    }
    return true;
  }

  int[] position(int index) {
    int[] position = new int[shape.length];
    for (int i = shape.length - 1; i >= 0; i--) {
      position[i] = index % shape[i];
      index /= shape[i];
    }
    return position;
  }

  Tensor tensor() {
    ByteBuffer data = Tensor.allocate((long) values.length * type.bytes());
    for (double v : values) {
      switch (type) {
        case BOOL, UINT8, INT8 -> data.put((byte) (long) v);
        case INT16, UINT16 -> data.putShort((short) (long) v);
        case INT32, UINT32 -> data.putInt((int) (long) v);
        case INT64 -> data.putLong((long) v);
        case FLOAT64 -> data.putDouble(v);
        default -> data.putFloat((float) v);
      }
    }
    return Tensor.of(type, Shape.of(Arrays.stream(shape).asLongStream().toArray()), data.flip());
  }

  /** The value that the type holds after arithmetic that wraps. */
  static double wrap(ElementType type, long value) {
    return switch (type) {
      case INT8 -> (byte) value;
      case UINT8 -> value & 0xff;
      case INT32 -> (int) value;
      case UINT32 -> value & 0xffffffffL;
      default -> value;
    };
  }
}
