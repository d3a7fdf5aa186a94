package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The maximum over the segments of a sorted list with gradients, for which there is no tensor
 * operation: in each round neighbours within a segment meet and the larger goes on, so the work is
 * in proportion to entries, and rounds are few even where one segment is very long.
 */
final class Tournament {
  private record Round(NDArray left, NDArray right) {}

  private final List<Round> rounds = new ArrayList<>();
  private final NDArray places;

  /**
   * A tournament.
   *
   * @param receivers of the entries, ascending
   */
  Tournament(long[] receivers, int nodes, NDManager manager) {
    long[] present = receivers;
    while (repeats(present)) {
      present = round(present, manager);
    }
    long[] of = new long[nodes];
    Arrays.fill(of, present.length);
    for (int i = 0; i < present.length; i++) {
      of[(int) present[i]] = i;
    }
    this.places = manager.create(of);
  }

  private static boolean repeats(long[] receivers) {
    for (int i = 1; i < receivers.length; i++) {
      if (receivers[i] == receivers[i - 1]) {
        return true;
      }
    }
    return false;
  }

  /** Pairs up; who has no opponent meets itself. */
  private long[] round(long[] receivers, NDManager manager) {
    long[] left = new long[receivers.length];
    long[] right = new long[receivers.length];
    long[] next = new long[receivers.length];
    int pairs = 0;
    for (int i = 0; i < receivers.length; i++) {
      boolean opponent = i + 1 < receivers.length && receivers[i + 1] == receivers[i];
      left[pairs] = i;
      next[pairs] = receivers[i];
      i += opponent ? 1 : 0;
      right[pairs++] = i;
    }
    rounds.add(
        new Round(
            manager.create(Arrays.copyOf(left, pairs)),
            manager.create(Arrays.copyOf(right, pairs))));
    return Arrays.copyOf(next, pairs);
  }

  /** E × F to N × F; a node without entries gets 0. */
  NDArray winners(NDArray entries) {
    NDArray present = entries;
    for (Round round : rounds) {
      present = present.get(round.left).maximum(present.get(round.right));
    }
    NDArray none = entries.getManager().zeros(new Shape(1, entries.getShape().get(1)));
    return present.concat(none, 0).get(places);
  }
}
