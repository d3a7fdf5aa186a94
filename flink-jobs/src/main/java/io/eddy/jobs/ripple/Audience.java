package io.eddy.jobs.ripple;

/** Who is told when a node's memory has changed. */
public enum Audience {
  /** Nobody: copies in mails stay as they were at the event. */
  NOBODY,

  /**
   * The neighbours in the node's own mailbox. Cheap, but not all that keep a copy are among them: a
   * node with many events has long displaced mails of neighbours that still keep its own.
   */
  RECENT,

  /**
   * All that keep a mail of the node. Once all is delivered, every copy is the memory itself, so an
   * embedding reads what it would read from the neighbours. A node that many know tells many.
   */
  FOLLOWERS
}
