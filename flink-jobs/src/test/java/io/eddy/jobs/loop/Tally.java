package io.eddy.jobs.loop;

/**
 * Number and sum of results. A result is the hash of a node and the number of its visit, so the sum
 * is right only if every node's state has counted every visit once.
 */
record Tally(long count, long sum) {
  static final Tally NONE = new Tally(0, 0);

  Tally plus(long result) {
    return new Tally(count + 1, sum + result);
  }

  static long visit(String node, long number) {
    return mix(node.hashCode() * 1_000_003L + number);
  }

  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
