package io.eddy.model.amp;

/** Whose energy the halting unit spends. */
public enum HaltingScope {
  /**
   * The node's own, once for its life, as in the paper: h ← h′, out ← out + weight · h′. A node
   * with nothing left drops messages; the read-out of a halting node is out. Messages keep their
   * energy. For graphs that are given whole and computed once.
   */
  NODE,

  /**
   * The wave's, which every message carries and every event starts anew: h ← h + weight · (h′ − h),
   * the same for c, and the message goes on with what is left. So a wave moves a node's values less
   * and less the farther it runs, ends when its energy is spent, and both can be learned. The
   * read-out is h. For memories that live as long as a stream.
   */
  WAVE
}
