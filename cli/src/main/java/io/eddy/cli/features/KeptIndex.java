package io.eddy.cli.features;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of the newest snapshot, kept in a hidden folder beside the Parquet files, which readers
 * of such folders pass over. It is written under another name and renamed, so one that was not
 * finished is never used; those of earlier snapshots are deleted then.
 */
final class KeptIndex {
  private static final Logger LOG = LoggerFactory.getLogger(KeptIndex.class);
  private static final Duration ABANDONED = Duration.ofDays(1);
  private static final String FOLDER = ".nearest";
  private static final String PART = ".part-";

  private final Path root;

  /** The indexes beside the Parquet files in a folder. */
  KeptIndex(Path parquet) {
    this.root = parquet.resolve(FOLDER);
  }

  /** Whether a snapshot has one. */
  boolean has(SnapshotInfo info) {
    return Files.isDirectory(folder(info));
  }

  /**
   * The nodes nearest to one, by the snapshot's index.
   *
   * @param snapshot gives it in full, if the index is yet to be made
   * @return empty if the node is not in the snapshot
   * @throws IOException if the index cannot be written or read
   */
  Optional<List<Neighbour>> nearest(
      SnapshotInfo info, Supplier<EmbeddingSnapshot> snapshot, String node, int k)
      throws IOException {
    if (!has(info)) {
      write(info, snapshot.get());
    }
    try (Directory directory = FSDirectory.open(folder(info));
        NearestIndex index = NearestIndex.open(directory)) {
      if (index.snapshot().equals(info)) {
        return index.nearest(node, k);
      }
    }
    // Another snapshot under the same number: the files were deleted and made anew.
    delete(folder(info));
    return nearest(info, snapshot, node, k);
  }

  private void write(SnapshotInfo info, EmbeddingSnapshot snapshot) throws IOException {
    Files.createDirectories(root);
    Path part = root.resolve(PART + UUID.randomUUID());
    try {
      try (Directory directory = FSDirectory.open(part)) {
        NearestIndex.write(snapshot, directory);
      }
      clean(part);
      Files.move(part, folder(info), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      LOG.debug("Another process was faster", e);
    } finally {
      delete(part);
    }
  }

  /**
   * Deletes the indexes of other snapshots, and what processes left that ended while they wrote.
   */
  private void clean(Path own) throws IOException {
    Instant old = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(root)) {
      for (Path path : paths) {
        boolean part = path.getFileName().toString().startsWith(PART);
        if (!path.equals(own)
            && (!part || Files.getLastModifiedTime(path).toInstant().isBefore(old))) {
          delete(path);
        }
      }
    }
  }

  private Path folder(SnapshotInfo info) {
    return root.resolve("snapshot-%012d".formatted(info.id()));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    }
  }
}
