package io.eddy.schemas.codec;

import org.jspecify.annotations.Nullable;

/** Bytes that are no framed record of the expected kind; the message says what was wrong. */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /** What is wrong with the bytes, and the cause where there is one. */
  public CodecException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = message;
  }

  /** What is wrong with the bytes. */
  public String reason() {
    return reason;
  }
}
