package io.eddy.memory.node;

import io.eddy.memory.layout.HalfFloats;
import io.eddy.memory.layout.VectorBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of one width in one precision, a row each. A row that is written changes in place, so
 * that the garbage collector finds nothing new in old objects. One that is shared is the very array
 * that was given: what many nodes are told lies in memory once. A copy shares the rows until either
 * side writes one: a checkpoint makes Flink copy a node at its next visit, and to copy all its rows
 * there would hold the stream up. Not thread-safe; but one side may be read by another thread once
 * nobody writes it.
 */
final class VectorRows {
  private static final float[] NO_SINGLES = {};
  private static final short[] NO_HALVES = {};
  private static final float[][] NO_SINGLE_ROWS = {};
  private static final short[][] NO_HALF_ROWS = {};

  private final int width;
  private final Precision precision;
  private float[][] singles = NO_SINGLE_ROWS;
  private short[][] halves = NO_HALF_ROWS;

  /** Which rows others have too; null where none ever was. */
  private boolean @Nullable [] shared;

  VectorRows(int width, Precision precision, int rows) {
    this.width = width;
    this.precision = precision;
    if (rows == 0 || width == 0) {
      return;
    }
    if (precision == Precision.SINGLE) {
      singles = new float[rows][width];
    } else {
      halves = new short[rows][width];
    }
  }

  private VectorRows(VectorRows from) {
    width = from.width;
    precision = from.precision;
    singles = from.singles.length == 0 ? NO_SINGLE_ROWS : from.singles.clone();
    halves = from.halves.length == 0 ? NO_HALF_ROWS : from.halves.clone();
    shareAll();
  }

  int width() {
    return width;
  }

  /** Copies a row out. */
  void read(int row, float[] into, int at) {
    if (precision == Precision.SINGLE) {
      System.arraycopy(single(row), 0, into, at, width);
      return;
    }
    short[] half = half(row);
    for (int i = 0; i < width; i++) {
      into[at + i] = HalfFloats.toFloat(half[i]);
    }
  }

  /** Replaces a row by a copy of a vector, rounded to the precision. */
  void write(int row, float[] vector) {
    own(row);
    if (precision == Precision.SINGLE) {
      System.arraycopy(vector, 0, single(row), 0, width);
      return;
    }
    short[] half = half(row);
    for (int i = 0; i < width; i++) {
      half[i] = HalfFloats.of(vector[i]);
    }
  }

  /** Replaces a row by a vector that nobody changes any more; half precision has a copy. */
  void share(int row, float[] vector) {
    if (precision == Precision.HALF || width == 0) {
      write(row, vector);
      return;
    }
    shared()[row] = true;
    singles[row] = vector;
  }

  /**
   * The same with room for more rows, in another order: row i was row {@code order[i]}. It takes
   * the rows over; these ones are not used any more.
   */
  VectorRows rearranged(int rows, int[] order) {
    VectorRows result = new VectorRows(width, precision, rows);
    for (int i = 0; i < order.length && width > 0; i++) {
      if (precision == Precision.SINGLE) {
        result.singles[i] = singles[order[i]];
      } else {
        result.halves[i] = halves[order[i]];
      }
      if (shared != null) {
        result.shared()[i] = shared[order[i]];
      }
    }
    return result;
  }

  /** One that changes by itself. */
  VectorRows copy() {
    shareAll();
    return new VectorRows(this);
  }

  void writeRow(int row, DataOutput out) throws IOException {
    if (precision == Precision.SINGLE) {
      VectorBytes.writeFloats(single(row), 0, width, out);
    } else {
      VectorBytes.writeShorts(half(row), 0, width, out);
    }
  }

  /** Fills a row in that nobody shares. */
  void readRow(int row, DataInput in) throws IOException {
    if (precision == Precision.SINGLE) {
      VectorBytes.readFloats(single(row), 0, width, in);
    } else {
      VectorBytes.readShorts(half(row), 0, width, in);
    }
  }

  private float[] single(int row) {
    return width == 0 ? NO_SINGLES : singles[row];
  }

  private short[] half(int row) {
    return width == 0 ? NO_HALVES : halves[row];
  }

  private void shareAll() {
    if (rows() > 0) {
      Arrays.fill(shared(), true);
    }
  }

  private boolean[] shared() {
    if (shared == null) {
      shared = new boolean[rows()];
    }
    return shared;
  }

  /** Makes a row that is about to be written this side's own. */
  private void own(int row) {
    if (shared == null || !shared[row]) {
      return;
    }
    shared[row] = false;
    if (precision == Precision.SINGLE) {
      singles[row] = new float[width];
    } else {
      halves[row] = new short[width];
    }
  }

  /** Whether two rows have the same bits. */
  boolean sameRow(int row, VectorRows other, int otherRow) {
    return width == other.width
        && precision == other.precision
        && (precision == Precision.SINGLE
            ? Arrays.equals(single(row), other.single(otherRow))
            : Arrays.equals(half(row), other.half(otherRow)));
  }

  int hashOfRow(int row) {
    return precision == Precision.SINGLE
        ? Arrays.hashCode(single(row))
        : Arrays.hashCode(half(row));
  }

  /** Rows that are allocated; none where they have no width. */
  int rows() {
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
    requireWidth(what, vector, width);
    for (int i = 0; i < width; i++) {
      if (!(Math.abs(vector[i]) <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "component %d of %s is %s; the model's weights or the features it was given are at fault"
                .formatted(i, what, vector[i]));
      }
    }
  }

  static void requireWidth(String what, float[] vector, int width) {
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "%s has %d components; expected %d".formatted(what, vector.length, width));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VectorRows that
        && width == that.width
        && precision == that.precision
        && Arrays.deepEquals(singles, that.singles)
        && Arrays.deepEquals(halves, that.halves);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(singles) + Arrays.deepHashCode(halves);
  }
}
