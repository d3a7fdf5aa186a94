package io.eddy.model.tgn.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a node says in a wave to its neighbours, with its line of descent: enough to compute it
 * again, in tensors, from numbers that do not change. Shared by all who hear it; nobody changes the
 * arrays. Compared by identity.
 */
final class Speech {
  private final int hop;
  private final float[] said;
  private final float energy;
  private final float[] before;
  private final @Nullable Speech heard;
  private final @Nullable Origin origin;

  /**
   * What else the raw message of the event is made of.
   *
   * @param other the other end's memory at the event, D numbers
   * @param features F numbers
   * @param elapsed seconds since the node's own update
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Origin(float[] other, float[] features, float elapsed) {}

  private Speech(
      int hop,
      float[] said,
      float energy,
      float[] before,
      @Nullable Speech heard,
      @Nullable Origin origin) {
    this.hop = hop;
    this.said = said;
    this.energy = energy;
    this.before = before;
    this.heard = heard;
    this.origin = origin;
  }

  /**
   * Of a node of an event: it says its new memory, with all energy.
   *
   * @param before its memory before the event, D numbers
   */
  static Speech ofEvent(float[] said, float[] before, Origin origin) {
    return new Speech(1, said, 1, before, null, origin);
  }

  /**
   * Of a node that was reached.
   *
   * @param before its memory before it heard, D numbers
   * @param energy what is left
   */
  static Speech ofReaction(Speech heard, float[] before, float[] said, float energy) {
    return new Speech(heard.hop + 1, said, energy, before, heard, null);
  }

  /** Hop of those who hear it: 1 from a node of the event. */
  int hop() {
    return hop;
  }

  float[] said() {
    return said;
  }

  float energy() {
    return energy;
  }

  /** The speaker's memory before the event, or before it heard. */
  float[] before() {
    return before;
  }

  /** What made the node speak; null for one of the event. */
  @Nullable Speech heard() {
    return heard;
  }

  /** Of a node of the event, else null. */
  @Nullable Origin origin() {
    return origin;
  }

  @Override
  public String toString() {
    return "Speech[hop=%d, energy=%s, said=%s]".formatted(hop, energy, Arrays.toString(said));
  }
}
