package org.modelparity.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An immutable dense array: its elements in row-major order, little-endian. Booleans take one byte
 * (0 or 1), complex numbers are pairs of their parts, half-precision floats are kept as their bits.
 */
public final class Tensor {
  private final ElementType type;
  private final Shape shape;
  private final Tensor compact;
  private ByteBuffer data;

  private Tensor(ElementType type, Shape shape, ByteBuffer data, Tensor compact) {
    this.type = type;
    this.shape = shape;
    this.data = data;
    this.compact = compact;
  }

  /**
   * A tensor over the remaining bytes of {@code data}, which is not copied and must not change.
   *
   * @throws IllegalArgumentException if the byte count is not that of the shape and type
   */
  public static Tensor of(ElementType type, Shape shape, ByteBuffer data) {
    ByteBuffer bytes = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long wanted = Math.multiplyExact(shape.size(), (long) type.bytes());
    if (bytes.remaining() != wanted) {
      throw new IllegalArgumentException(
          type + "" + shape + " takes " + wanted + " bytes, but there are " + bytes.remaining());
    }
    return new Tensor(type, shape, bytes, null);
  }

  /**
   * The elements of {@code tensor} repeated by NumPy's broadcasting rules. They are copied only
   * when they are asked for, so that a scalar may stand for a large array.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast
   */
  public static Tensor broadcast(Tensor tensor, Shape shape) {
    if (tensor.shape.equals(shape)) {
      return tensor;
    }
    Tensor compact = tensor.compact();
    if (!Broadcast.fits(compact.shape, shape)) {
      throw new IllegalArgumentException(tensor + " does not broadcast to " + shape);
    }
    return new Tensor(tensor.type, shape, null, compact);
  }

  public static Tensor ofFloats(Shape shape, float... values) {
    ByteBuffer b = allocate(4L * values.length);
    b.asFloatBuffer().put(values);
    return of(ElementType.FLOAT32, shape, b);
  }

  public static Tensor ofInts(Shape shape, int... values) {
    ByteBuffer b = allocate(4L * values.length);
    b.asIntBuffer().put(values);
    return of(ElementType.INT32, shape, b);
  }

  public static Tensor ofLongs(Shape shape, long... values) {
    ByteBuffer b = allocate(8L * values.length);
    b.asLongBuffer().put(values);
    return of(ElementType.INT64, shape, b);
  }

  public static Tensor ofBooleans(Shape shape, boolean... values) {
    ByteBuffer b = allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      b.put(i, (byte) (values[i] ? 1 : 0));
    }
    return of(ElementType.BOOL, shape, b);
  }

  /** A rank-1 int32 tensor, as shapes, axes and paddings are given to TensorFlow. */
  public static Tensor vector(int... values) {
    return ofInts(Shape.of(values.length), values);
  }

  public static Tensor scalar(int value) {
    return ofInts(Shape.scalar(), value);
  }

  public static Tensor scalar(float value) {
    return ofFloats(Shape.scalar(), value);
  }

  public static Tensor scalar(boolean value) {
    return ofBooleans(Shape.scalar(), value);
  }

  /** An empty little-endian buffer for the elements of a tensor. */
  public static ByteBuffer allocate(long bytes) {
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  public ElementType type() {
    return type;
  }

  public Shape shape() {
    return shape;
  }

  /** The number of elements. */
  public int size() {
    return Math.toIntExact(shape.size());
  }

  /**
   * The tensor that this one is a {@link #broadcast} of, so that arithmetic can be done on few
   * elements; this tensor if it is none.
   */
  public Tensor compact() {
    return compact == null ? this : compact;
  }

  /** A read-only little-endian view of all bytes. */
  public ByteBuffer data() {
    return bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private synchronized ByteBuffer bytes() {
    if (data == null) {
      data = Broadcast.expand(compact, shape).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    return data;
  }

  /** The same elements in another shape of the same size. */
  public Tensor reshape(Shape other) {
    if (compact != null && compact.size() == 1) {
      return broadcast(compact.reshape(Shape.scalar()), other);
    }
    return of(type, other, data());
  }

  /** Element {@code index} (row-major) of a floating, integer or boolean tensor. */
  public double getDouble(int index) {
    ByteBuffer data = bytes();
    return switch (type) {
      case FLOAT32 -> data.getFloat(4 * index);
      case FLOAT64 -> data.getDouble(8 * index);
      case FLOAT16 -> HalfPrecision.float16ToFloat(data.getShort(2 * index));
      case BFLOAT16 -> HalfPrecision.bfloat16ToFloat(data.getShort(2 * index));
      case UINT64 -> unsignedToDouble(data.getLong(8 * index));
      case COMPLEX64, COMPLEX128 -> throw new IllegalStateException("complex elements are pairs");
      default -> getLong(index);
    };
  }

  /** Element {@code index} of an integer or boolean tensor; uint64 keeps its 64 bits. */
  public long getLong(int index) {
    ByteBuffer data = bytes();
    return switch (type) {
      case BOOL -> data.get(index) == 0 ? 0 : 1;
      case INT8 -> data.get(index);
      case UINT8 -> data.get(index) & 0xff;
      case INT16 -> data.getShort(2 * index);
      case UINT16 -> data.getShort(2 * index) & 0xffff;
      case INT32 -> data.getInt(4 * index);
      case UINT32 -> data.getInt(4 * index) & 0xffffffffL;
      case INT64, UINT64 -> data.getLong(8 * index);
      default -> throw new IllegalStateException(type + " elements are not integers");
    };
  }

  public boolean getBoolean(int index) {
    return getLong(index) != 0;
  }

  /** All elements of an integer tensor as ints. */
  public int[] toInts() {
    int[] values = new int[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.toIntExact(getLong(i));
    }
    return values;
  }

  /** All elements of an integer tensor as longs. */
  public long[] toLongs() {
    long[] values = new long[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = getLong(i);
    }
    return values;
  }

  /** All elements, rounded to float32, of a floating, integer or boolean tensor. */
  public float[] toFloats() {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) getDouble(i);
    }
    return values;
  }

  private static double unsignedToDouble(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  /** Type, shape and bytes are equal: NaN is equal to a NaN of the same bits, 0 is not -0. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor t && type == t.type && shape.equals(t.shape) && sameElements(t);
  }

  private boolean sameElements(Tensor t) {
    if (compact != null && t.compact != null && compact.shape.equals(t.compact.shape)) {
      return compact.data().equals(t.compact.data());
    }
    return data().equals(t.data());
  }

  @Override
  public int hashCode() {
    return 31 * (31 * type.hashCode() + shape.hashCode()) + data().hashCode();
  }

  @Override
  public String toString() {
    return type.toString() + shape;
  }
}
