package io.eddy.jobs.node;

import org.jspecify.annotations.Nullable;

/**
 * Names of nodes that were met lately, one object for each: every event brings new objects, and
 * mailboxes would hold and move as many as they have mails. Forgets a name for another one; not
 * thread-safe.
 */
final class Names {
  private static final int SLOTS = 1 << 16;

  private final @Nullable String[] known = new @Nullable String[SLOTS];

  /** The object that stands for a name. */
  String of(String name) {
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    String before = known[slot];
    if (name.equals(before)) {
      return before;
    }
    known[slot] = name;
    return name;
  }
}
