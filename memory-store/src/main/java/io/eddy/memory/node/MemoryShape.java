package io.eddy.memory.node;

import java.io.Serializable;

/**
 * The dimensions of a neural memory; all nodes of a job have the same.
 *
 * @param memory D, components of a memory vector
 * @param features F, features of an edge, 0 if edges have none
 * @param mails K, the most mails a node keeps
 * @param memories precision of memory vectors, the node's and those in its mails
 * @param edgeFeatures precision of edge features
 */
public record MemoryShape(
    int memory, int features, int mails, Precision memories, Precision edgeFeatures)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The largest D and F; it bounds what a corrupt layout can make a reader allocate. */
  public static final int MAX_WIDTH = 1 << 14;

  /** The largest K. */
  public static final int MAX_MAILS = 1 << 10;

  /** The most components of all mails of a node together. */
  public static final int MAX_MAIL_COMPONENTS = 1 << 22;

  /** Checks the dimensions. */
  public MemoryShape {
    require("memory dimension", memory, 1, MAX_WIDTH);
    require("number of edge features", features, 0, MAX_WIDTH);
    require("number of mails", mails, 0, MAX_MAILS);
    if ((memory + features) * mails > MAX_MAIL_COMPONENTS) {
      throw new IllegalArgumentException(
          "%d mails of %d + %d components are more than %d in all; keep fewer mails"
              .formatted(mails, memory, features, MAX_MAIL_COMPONENTS));
    }
  }

  /** All in single precision. */
  public static MemoryShape single(int memory, int features, int mails) {
    return new MemoryShape(memory, features, mails, Precision.SINGLE, Precision.SINGLE);
  }

  /** All in half precision. */
  public static MemoryShape half(int memory, int features, int mails) {
    return new MemoryShape(memory, features, mails, Precision.HALF, Precision.HALF);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "the %s is %d; expected %d to %d".formatted(what, value, least, most));
    }
  }
}
