package io.eddy.memory.node;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps mails of a node, and so a copy of its memory, with how many of them. Over all nodes
 * there are as many as mails; one that many others know may have many.
 *
 * <p>Counts may come in any order: one that goes before it has come is remembered as −1. So after
 * all that was sent has arrived, the counts are right whatever overtook what. Entries keep the
 * order in which they came. Not thread-safe.
 */
public final class Followers {
  private static final int FIRST_ROOM = 2;
  private static final @Nullable String[] NO_NODES = {};
  private static final int[] NO_COUNTS = {};

  private @Nullable String[] nodes = NO_NODES;
  private int[] counts = NO_COUNTS;
  private int size;

  /** Nobody. */
  public Followers() {}

  private Followers(Followers from) {
    nodes = Arrays.copyOf(from.nodes, from.size);
    counts = Arrays.copyOf(from.counts, from.size);
    size = from.size;
  }

  /** A node keeps one more mail of this one. */
  public void follow(String node) {
    count(node, 1);
  }

  /** A mail of this node was displaced at another. */
  public void unfollow(String node) {
    count(node, -1);
  }

  /** Whether a node keeps a mail of this one. */
  public boolean contains(String node) {
    int at = indexOf(node);
    return at >= 0 && counts[at] > 0;
  }

  /** Hands over every node that keeps a mail of this one, in the order in which they came. */
  public void forEach(Consumer<String> taker) {
    for (int i = 0; i < size; i++) {
      if (counts[i] > 0) {
        taker.accept(Objects.requireNonNull(nodes[i]));
      }
    }
  }

  /** How many nodes have a count, those below 0 included. */
  public int size() {
    return size;
  }

  /** An independent copy. */
  public Followers copy() {
    return new Followers(this);
  }

  boolean knows(String node) {
    return indexOf(node) >= 0;
  }

  String node(int index) {
    return Objects.requireNonNull(nodes[Objects.checkIndex(index, size)]);
  }

  int count(int index) {
    return counts[Objects.checkIndex(index, size)];
  }

  /** Adds to a count; an entry that becomes 0 is removed. */
  void count(String node, int change) {
    int at = indexOf(node);
    if (at < 0) {
      append(node, change);
      return;
    }
    counts[at] += change;
    if (counts[at] == 0) {
      System.arraycopy(nodes, at + 1, nodes, at, size - at - 1);
      System.arraycopy(counts, at + 1, counts, at, size - at - 1);
      size--;
      nodes[size] = null;
    }
  }

  private void append(String node, int count) {
    if (size == nodes.length) {
      int room = Math.max(FIRST_ROOM, size + size / 2);
      nodes = Arrays.copyOf(nodes, room);
      counts = Arrays.copyOf(counts, room);
    }
    nodes[size] = node;
    counts[size] = count;
    size++;
  }

  private int indexOf(String node) {
    for (int i = 0; i < size; i++) {
      if (node.equals(nodes[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Followers that
        && Arrays.equals(nodes, 0, size, that.nodes, 0, that.size)
        && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < size; i++) {
      hash = 31 * (31 * hash + node(i).hashCode()) + counts[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Followers[");
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append(nodes[i]).append('x').append(counts[i]);
    }
    return text.append(']').toString();
  }
}
