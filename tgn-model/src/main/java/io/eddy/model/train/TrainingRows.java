package io.eddy.model.train;

import io.eddy.memory.layout.HalfFloats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of features of all training queries, as 16-bit floats in a temporary file, and their
 * logit offsets in memory. Every query has the same number of candidates; the true one is the
 * first.
 *
 * <p>The file keeps the process small: a hundred thousand queries of 128 candidates and 100
 * features are 2.5 GB, which the operating system caches as far as it can. Write all queries, then
 * read them in any order. One thread; closing deletes the file.
 */
final class TrainingRows implements AutoCloseable {
  private final int candidates;
  private final int features;
  private final FileChannel file;
  private final ByteBuffer record;
  private final List<float[]> offsets = new ArrayList<>();

  /** No queries yet, in a new file in a folder. */
  TrainingRows(int candidates, int features, Path folder) throws IOException {
    this.candidates = candidates;
    this.features = features;
    this.record =
        ByteBuffer.allocateDirect(candidates * features * Short.BYTES)
            .order(ByteOrder.nativeOrder());
    this.file =
        FileChannel.open(
            Files.createTempFile(folder, "training-rows-", ".bin"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Number of queries. */
  int size() {
    return offsets.size();
  }

  /** Candidates of a query. */
  int candidates() {
    return candidates;
  }

  /** Features of a row. */
  int features() {
    return features;
  }

  /**
   * Adds a query.
   *
   * @param rows features, row by row, {@code present} rows at the front, the true one first
   * @param present candidates there are; the rest are absent
   * @param logOffsets one a present candidate at the front
   */
  void add(float[] rows, int present, float[] logOffsets) throws IOException {
    record.clear();
    ShortBuffer halves = record.asShortBuffer();
    for (int i = 0; i < present * features; i++) {
      halves.put(HalfFloats.of(rows[i]));
    }
    for (int i = present * features; i < candidates * features; i++) {
      halves.put((short) 0);
    }
    write((long) size() * record.capacity());
    float[] kept = new float[candidates];
    Arrays.fill(kept, ListwiseLoss.ABSENT);
    System.arraycopy(logOffsets, 0, kept, 0, present);
    offsets.add(kept);
  }

  /**
   * Reads some queries.
   *
   * @param queries their indexes
   * @param rows receives their rows, native byte order, {@code queries × candidates × features}
   *     16-bit floats from its position on
   * @param logOffsets receives their offsets, {@code queries × candidates}
   */
  void read(int[] queries, ByteBuffer rows, FloatBuffer logOffsets) throws IOException {
    for (int query : queries) {
      logOffsets.put(offsets.get(query));
      int end = rows.limit();
      rows.limit(rows.position() + record.capacity());
      long position = (long) query * record.capacity();
      while (rows.hasRemaining()) {
        int read = file.read(rows, position);
        if (read < 0) {
          throw new IOException("the file of training rows ends before query " + query);
        }
        position += read;
      }
      rows.limit(end);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(long start) throws IOException {
    long position = start;
    while (record.hasRemaining()) {
      position += file.write(record, position);
    }
  }
}
