package io.eddy.model.train;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/**
 * The candidates of a training query: the true one, then the hard ones, then as many as are wanted
 * drawn uniformly from the rest, each standing for several. Buffers are kept; not thread-safe.
 */
final class CandidateSampler {
  private final int wanted;
  private final Random random;
  private final int[] chosen;
  private final float[] offsets;

  /** A sampler of so many candidates a query. */
  CandidateSampler(int wanted, long seed) {
    this.wanted = wanted;
    this.random = new Random(seed);
    this.chosen = new int[wanted];
    this.offsets = new float[wanted];
  }

  /**
   * Draws.
   *
   * @param target the true candidate
   * @param hard candidates to take for certain, {@code hardCount} of them; may hold the target
   * @param barred other true destinations of the moment, which are no negatives
   * @param candidates candidates there are
   * @return how many were chosen, at most as many as wanted
   */
  int draw(int target, int[] hard, int hardCount, Set<Integer> barred, int candidates) {
    Set<Integer> taken = new LinkedHashSet<>();
    taken.add(target);
    for (int i = 0; i < hardCount && taken.size() < wanted; i++) {
      if (!barred.contains(hard[i])) {
        taken.add(hard[i]);
      }
    }
    int certain = taken.size();
    int excluded = (int) barred.stream().filter(other -> other != target).count();
    int remaining = candidates - certain - excluded;
    int sampled = Math.min(wanted - certain, remaining);
    if (sampled == remaining) {
      for (int candidate = 0; candidate < candidates; candidate++) {
        if (!barred.contains(candidate)) {
          taken.add(candidate);
        }
      }
    }
    while (taken.size() < certain + sampled) {
      int candidate = random.nextInt(candidates);
      if (!barred.contains(candidate)) {
        taken.add(candidate);
      }
    }
    float offset = sampled == 0 ? 0 : (float) Math.log((double) remaining / sampled);
    int i = 0;
    for (int candidate : taken) {
      chosen[i] = candidate;
      offsets[i] = i < certain ? 0 : offset;
      i++;
    }
    return i;
  }

  /** The candidates of the last draw, the true one first. */
  int[] chosen() {
    return chosen;
  }

  /** What is added to each one's logit: log of how many it stands for. */
  float[] offsets() {
    return offsets;
  }
}
