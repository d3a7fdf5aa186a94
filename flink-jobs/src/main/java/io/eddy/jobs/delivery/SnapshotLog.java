package io.eddy.jobs.delivery;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots that stores can catch up from: the Parquet files where there are some, and a number
 * of the latest in memory, so that what was just computed is not read back. Threads may share it.
 */
final class SnapshotLog {
  private final @Nullable ParquetStore files;
  private final int capacity;
  private final NavigableMap<Long, EmbeddingSnapshot> latest = new TreeMap<>();

  /**
   * An empty memory over the files.
   *
   * @param capacity snapshots kept in memory where there are no files; with files it is one
   */
  SnapshotLog(@Nullable ParquetStore files, int capacity) {
    this.files = files;
    this.capacity = files == null ? capacity : 1;
  }

  synchronized void add(EmbeddingSnapshot snapshot) {
    latest.put(snapshot.info().id(), snapshot);
    while (latest.size() > capacity) {
      latest.pollFirstEntry();
    }
  }

  /** Ids after one, oldest first. */
  synchronized Set<Long> after(long id) {
    Set<Long> ids = new TreeSet<>(latest.tailMap(id, false).keySet());
    if (files != null) {
      ids.addAll(files.after(id));
    }
    return ids;
  }

  /** A snapshot; empty if it is neither in memory nor in a file any more. */
  Optional<EmbeddingSnapshot> snapshot(long id) {
    synchronized (this) {
      EmbeddingSnapshot held = latest.get(id);
      if (held != null) {
        return Optional.of(held);
      }
    }
    return files == null ? Optional.empty() : files.snapshot(id);
  }
}
