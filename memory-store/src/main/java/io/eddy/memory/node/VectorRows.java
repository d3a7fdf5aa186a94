package io.eddy.memory.node;

import io.eddy.memory.layout.HalfFloats;
import io.eddy.memory.layout.VectorBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Vectors of one width in one flat array of one precision. Not thread-safe. */
final class VectorRows {
  private static final float[] NO_SINGLES = {};
  private static final short[] NO_HALVES = {};

  private final int width;
  private final Precision precision;
  private float[] singles = NO_SINGLES;
  private short[] halves = NO_HALVES;

  VectorRows(int width, Precision precision, int rows) {
    this.width = width;
    this.precision = precision;
    int length = rows * width;
    if (length > 0 && precision == Precision.SINGLE) {
      singles = new float[length];
    } else if (length > 0) {
      halves = new short[length];
    }
  }

  private VectorRows(VectorRows from) {
    width = from.width;
    precision = from.precision;
    singles = from.singles.length == 0 ? NO_SINGLES : from.singles.clone();
    halves = from.halves.length == 0 ? NO_HALVES : from.halves.clone();
  }

  int width() {
    return width;
  }

  /** Copies a row out. */
  void read(int row, float[] into, int at) {
    if (precision == Precision.SINGLE) {
      System.arraycopy(singles, row * width, into, at, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      into[at + i] = HalfFloats.toFloat(halves[row * width + i]);
    }
  }

  /** Replaces a row, rounding to the precision; what cannot be rounded leaves it as it was. */
  void write(int row, float[] from, int at) {
    if (precision == Precision.SINGLE) {
      System.arraycopy(from, at, singles, row * width, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      halves[row * width + i] = HalfFloats.of(from[at + i]);
    }
  }

  /** The same with room for more rows, in another order: row i was row {@code order[i]}. */
  VectorRows rearranged(int rows, int[] order) {
    VectorRows result = new VectorRows(width, precision, rows);
    for (int i = 0; i < order.length; i++) {
      if (precision == Precision.SINGLE) {
        System.arraycopy(singles, order[i] * width, result.singles, i * width, width);
      } else {
        System.arraycopy(halves, order[i] * width, result.halves, i * width, width);
      }
    }
    return result;
  }

  VectorRows copy() {
    return new VectorRows(this);
  }

  void writeRow(int row, DataOutput out) throws IOException {
    if (precision == Precision.SINGLE) {
      VectorBytes.writeFloats(singles, row * width, width, out);
    } else {
      VectorBytes.writeShorts(halves, row * width, width, out);
    }
  }

  void readRow(int row, DataInput in) throws IOException {
    if (precision == Precision.SINGLE) {
      VectorBytes.readFloats(singles, row * width, width, in);
    } else {
      VectorBytes.readShorts(halves, row * width, width, in);
    }
  }

  /** Whether two rows have the same bits. */
  boolean sameRow(int row, VectorRows other, int otherRow) {
    int from = row * width;
    int otherFrom = otherRow * width;
    return width == other.width
        && precision == other.precision
        && (precision == Precision.SINGLE
            ? Arrays.equals(
                singles, from, from + width, other.singles, otherFrom, otherFrom + width)
            : Arrays.equals(
                halves, from, from + width, other.halves, otherFrom, otherFrom + width));
  }

  int hashOfRow(int row) {
    int hash = 1;
    for (int i = row * width; i < (row + 1) * width; i++) {
      hash = 31 * hash + (precision == Precision.SINGLE ? Float.hashCode(singles[i]) : halves[i]);
    }
    return hash;
  }

  /** Length of the array in use; the other one is shared and empty. */
  int length() {
    return precision == Precision.SINGLE ? singles.length : halves.length;
  }

  Precision precision() {
    return precision;
  }

  /**
   * Checks that a vector has the width and that every component is finite: one that is not would
   * spread to every node that hears of this one.
   */
  static void requireFinite(String what, float[] vector, int width) {
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "%s has %d components; expected %d".formatted(what, vector.length, width));
    }
    for (int i = 0; i < width; i++) {
      if (!(Math.abs(vector[i]) <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "component %d of %s is %s; the model's weights or the features it was given are at fault"
                .formatted(i, what, vector[i]));
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VectorRows that
        && width == that.width
        && precision == that.precision
        && Arrays.equals(singles, that.singles)
        && Arrays.equals(halves, that.halves);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(singles) + Arrays.hashCode(halves);
  }
}
