package io.eddy.model.eddy;

import io.eddy.model.eval.Freshness;
import io.eddy.model.tgn.eval.LinkStream;

/** A memory that can be run over a stream to say what every event finds and leaves. */
@FunctionalInterface
public interface VectorSource {
  /**
   * Runs from the first event on.
   *
   * @param end the first event that is not wanted
   * @param firstEmbedded the first event whose source is to have an embedding
   * @param freshness of the state that sources are embedded from; memories after an event always
   *     include every earlier event
   */
  EventVectors vectors(LinkStream stream, int end, int firstEmbedded, Freshness freshness);
}
