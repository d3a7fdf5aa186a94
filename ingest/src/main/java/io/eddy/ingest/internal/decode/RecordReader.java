package io.eddy.ingest.internal.decode;

import org.jspecify.annotations.Nullable;

/**
 * Pulls the mapped fields out of one record's bytes. Not thread-safe: each task has its own.
 *
 * <p>A value is a String, Long, BigInteger, Double, Boolean, {@code float[]} (a list of numbers),
 * or {@link Wrong}; null where the field is absent or null.
 */
interface RecordReader {
  /**
   * Fills one value a slot; the slots are null before.
   *
   * @throws BadRecordException if the bytes cannot be read in this format
   */
  void read(byte[] bytes, @Nullable Object[] values);
}
