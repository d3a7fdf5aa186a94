package io.eddy.cli.bench;

/** Names of the nodes of the loop's benchmarks, made once. */
final class Nodes {
  private static final String[] NAMES = new String[2_048];

  static {
    for (int i = 0; i < NAMES.length; i++) {
      NAMES[i] = "node-" + i;
    }
  }

  private Nodes() {}

  /** A node for a number. */
  static String of(long number) {
    return NAMES[(int) (number & (NAMES.length - 1))];
  }

  /** Mixes the bits of a number (SplitMix64). */
  static long mix(long number) {
    long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
