package org.modelparity.stablehlo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The values that an operation can refer to. The file numbers the values of each region from the
 * end of the enclosing region's on, so that regions side by side use the same numbers; here each
 * value gets one of its own.
 */
final class ValueScope {
  private final Deque<Frame> frames = new ArrayDeque<>();

  /** The values of one region: the file's numbers from {@code base} to below {@code limit}. */
  private static final class Frame {
    final long base;
    final long limit;
    final List<Integer> values = new ArrayList<>();

    Frame(long base, long limit) {
      this.base = base;
      this.limit = limit;
    }
  }

  void push(long valueCount, ByteSource source) throws StableHloFormatException {
    if (valueCount < 0 || valueCount > Integer.MAX_VALUE) {
      throw source.error("a region of " + Long.toUnsignedString(valueCount) + " values");
    }
    long base = frames.isEmpty() ? 0 : frames.peek().limit;
    frames.push(new Frame(base, base + valueCount));
  }

  void pop() {
    frames.pop();
  }

  void define(int value, ByteSource source) throws StableHloFormatException {
    Frame frame = frames.peek();
    if (frame == null || frame.values.size() >= frame.limit - frame.base) {
      throw source.error("a region has more values than it says");
    }
    frame.values.add(value);
  }

  int resolve(long number, ByteSource source) throws StableHloFormatException {
    for (Iterator<Frame> i = frames.iterator(); i.hasNext(); ) {
      Frame frame = i.next();
      if (number >= frame.base && number - frame.base < frame.values.size()) {
        return frame.values.get((int) (number - frame.base));
      }
    }
    throw source.error("value " + Long.toUnsignedString(number) + " is not yet defined");
  }
}
