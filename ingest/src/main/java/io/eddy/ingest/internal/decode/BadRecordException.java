package io.eddy.ingest.internal.decode;

import io.eddy.schemas.topics.DeadLetterCode;

/** A raw record that cannot become an edge; the message is a sentence for the record's owner. */
public final class BadRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DeadLetterCode code;

  /** The reason for the dead letter. */
  public BadRecordException(DeadLetterCode code, String reason) {
    // No stack trace: it is the record that is wrong, and a flood of garbage must stay cheap.
    super(reason, null, false, false);
    this.code = code;
  }

  /** The short code of the reason. */
  public DeadLetterCode code() {
    return code;
  }

  /** What is wrong with the record. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
