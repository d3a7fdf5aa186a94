package io.eddy.model.eddy;

import java.util.Arrays;

/**
 * The card's tower of every candidate of a shard, e_c, by the candidate's index: R floats each. One
 * that no event reached yet has the tower of a zero memory. Not thread-safe.
 */
public final class CardVectors {
  private static final int INITIAL = 256;

  private final float[] unseen;
  private float[] vectors;

  /** Of candidates that no event reached yet. */
  public CardVectors(Towers towers) {
    this.unseen = towers.unseenCard();
    this.vectors = new float[0];
    room(INITIAL);
  }

  /** Replaces the vector of a candidate. */
  public void put(int candidate, float[] e) {
    if (e.length != unseen.length) {
      throw new IllegalArgumentException(
          "a card vector of %d numbers; expected %d".formatted(e.length, unseen.length));
    }
    room(candidate + 1);
    System.arraycopy(e, 0, vectors, candidate * unseen.length, unseen.length);
  }

  /** Makes sure that so many candidates have a vector. */
  void room(int candidates) {
    int needed = Math.multiplyExact(candidates, unseen.length);
    int from = vectors.length;
    if (needed > from) {
      vectors = Arrays.copyOf(vectors, Math.max(needed, 2 * from));
      int whole = vectors.length / unseen.length * unseen.length;
      for (int i = from; i < whole; i += unseen.length) {
        System.arraycopy(unseen, 0, vectors, i, unseen.length);
      }
    }
  }

  /** All vectors, one after the other; up to the next call of {@link #put}. */
  float[] vectors() {
    return vectors;
  }

  /** Where a candidate's vector starts. */
  int offset(int candidate) {
    return candidate * unseen.length;
  }
}
