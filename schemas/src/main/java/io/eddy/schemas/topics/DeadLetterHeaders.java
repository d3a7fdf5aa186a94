package io.eddy.schemas.topics;

/** Headers of a dead letter; beside them it keeps the headers it came with. All are UTF-8 text. */
public final class DeadLetterHeaders {
  /** What every name here starts with. */
  public static final String PREFIX = "eddy.dlq.";

  /** What is wrong, in a sentence for a person. */
  public static final String REASON = PREFIX + "reason";

  /** What is wrong, as a short code that does not change. */
  public static final String CODE = PREFIX + "code";

  /** Topic the record was read from. */
  public static final String TOPIC = PREFIX + "topic";

  /** Partition the record was read from. */
  public static final String PARTITION = PREFIX + "partition";

  /** Offset the record was read from. */
  public static final String OFFSET = PREFIX + "offset";

  /** How many times the record was sent back to where it came from. */
  public static final String REPLAYED = PREFIX + "replayed";

  private DeadLetterHeaders() {}
}
