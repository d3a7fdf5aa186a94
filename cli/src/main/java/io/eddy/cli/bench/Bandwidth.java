package io.eddy.cli.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What the memory gives, in GB/s: read and written in its order, and read in rows at random places.
 * The best of some repeats each, as other processes can only make one slower.
 */
final class Bandwidth {
  private static final int FLOATS = 1 << 24;
  private static final int REPEATS = 20;

  /** Floats of a random row. */
  private static final int ROW = 64;

  private static final int ROWS = 1 << 20;
  private static final int PICKS = 1 << 20;

  /** Floats of a cache line. */
  private static final int LINE = 16;

  /** An array's values stand 16 bytes behind its beginning; with these, rows are whole lines. */
  private static final int LEAD = 12;

  private Bandwidth() {}

  /**
   * McCalpin's triad, a ← b + s·c, each thread on arrays of its own; two arrays read and one
   * written count.
   */
  static double streaming(int threads) {
    float[][][] arrays = new float[threads][3][FLOATS];
    double best =
        best(threads, thread -> triad(arrays[thread][0], arrays[thread][1], arrays[thread][2]));
    return 12.0 * FLOATS * threads / best / 1e9;
  }

  /**
   * Rows of 256 bytes out of 256 MB, drawn uniformly: a number of each of a row's four lines is
   * read, which fetches all of it and leaves the processor nothing else to do.
   */
  static double gathering(int threads) {
    float[] values = new float[LEAD + ROWS * ROW];
    Arrays.fill(values, 1);
    int[][] places = new int[threads][];
    for (int thread = 0; thread < threads; thread++) {
      places[thread] =
          new SplittableRandom(thread).ints(PICKS, 0, ROWS).map(row -> LEAD + row * ROW).toArray();
    }
    double best =
        best(
            threads,
            thread -> {
              float sum = touch(values, places[thread]);
              if (sum != (float) ROW / LINE * PICKS) {
                throw new IllegalStateException(
                    "%,d rows of ones came to %s".formatted(PICKS, sum));
              }
            });
    return 4.0 * ROW * PICKS * threads / best / 1e9;
  }

  private static double best(int threads, IntConsumer task) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      IntStream.range(0, threads).parallel().forEach(task);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }

  private static void triad(float[] a, float[] b, float[] c) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + 0.5f * c[i];
    }
  }

  /** Counts in single precision are exact up to 2²⁴. */
  private static float touch(float[] values, int[] places) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int place : places) {
      a += values[place];
      b += values[place + LINE];
      c += values[place + 2 * LINE];
      d += values[place + 3 * LINE];
    }
    return a + b + c + d;
  }
}
