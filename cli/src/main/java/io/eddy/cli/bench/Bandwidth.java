package io.eddy.cli.bench;

import java.util.stream.IntStream;

/**
 * The bandwidth of the memory by McCalpin's triad, a ← b + s·c, each thread on arrays of its own.
 */
final class Bandwidth {
  private static final int FLOATS = 1 << 24;
  private static final int REPEATS = 8;

  private Bandwidth() {}

  /** The best of some repeats, counting two arrays read and one written. */
  static double gigabytesPerSecond(int threads) {
    float[][][] arrays = new float[threads][3][FLOATS];
    double best = 0;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      IntStream.range(0, threads)
          .parallel()
          .forEach(t -> triad(arrays[t][0], arrays[t][1], arrays[t][2]));
      double seconds = (System.nanoTime() - start) / 1e9;
      best = Math.max(best, 12.0 * FLOATS * threads / seconds / 1e9);
    }
    return best;
  }

  private static void triad(float[] a, float[] b, float[] c) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + 0.5f * c[i];
    }
  }
}
