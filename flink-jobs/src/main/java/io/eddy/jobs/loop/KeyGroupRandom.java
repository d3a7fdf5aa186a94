package io.eddy.jobs.loop;

import java.util.random.RandomGenerator;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * One random generator for each key group of a subtask: SplitMix64 (Steele, Lea, Flood 2014), whose
 * whole state is one long, seeded from the loop's seed and the key group. The states are written
 * into checkpoints per key group, so a generator goes on where it was after a restore and moves
 * with its key group on a rescale.
 */
final class KeyGroupRandom implements RandomGenerator {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private final KeyGroupRange range;
  private final long[] states;
  private int current;

  KeyGroupRandom(long seed, KeyGroupRange range) {
    this.range = range;
    this.states = new long[range.getNumberOfKeyGroups()];
    for (int i = 0; i < states.length; i++) {
      states[i] = mix(seed + GAMMA * (range.getStartKeyGroup() + i + 1L));
    }
  }

  /** Makes the next numbers come from this key group's generator. */
  void select(int keyGroup) {
    current = keyGroup - range.getStartKeyGroup();
  }

  /** The generators' states, by key group from the first of the range. */
  long[] states() {
    return states.clone();
  }

  /** Lets a key group's generator go on from a state. */
  void restore(int keyGroup, long state) {
    states[keyGroup - range.getStartKeyGroup()] = state;
  }

  @Override
  public long nextLong() {
    states[current] += GAMMA;
    return mix(states[current]);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
