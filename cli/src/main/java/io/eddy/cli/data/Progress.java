package io.eddy.cli.data;

/** Told how far a download is. Called on the downloading thread, every 256 KiB and at the end. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (done, total) -> {};

  /**
   * So many bytes have come.
   *
   * @param doneBytes bytes so far
   * @param totalBytes bytes in all, or -1 where the server does not say
   */
  void at(long doneBytes, long totalBytes);
}
