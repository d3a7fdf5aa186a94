package io.eddy.memory.layout;

import java.io.IOException;

/** Bytes that are no value of the layout they should be in: truncated, damaged or too new. */
public final class CorruptLayoutException extends IOException {
  /** What is wrong with which bytes. */
  public CorruptLayoutException(String message) {
    super(message);
  }

  /** What is wrong with which bytes, and what a reader stumbled over. */
  public CorruptLayoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
