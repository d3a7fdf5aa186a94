package io.eddy.jobs.examples.star;

/**
 * An id that no other node of the star has.
 *
 * @param node the node
 * @param id for a leaf its coins, a text of 0 and 1; for the center {@link #CENTER}
 */
public record UniqueId(String node, String id) {
  /** The id of the center, which its degree tells from the leaves. */
  public static final String CENTER = "center";
}
