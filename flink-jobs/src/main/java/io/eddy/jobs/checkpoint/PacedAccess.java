package io.eddy.jobs.checkpoint;

import java.io.IOException;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStateToolset;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStorageLocation;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.jspecify.annotations.Nullable;

/**
 * A job's checkpoint storage as one task sees it: checkpoints are written at a pace. Savepoints are
 * not, since somebody waits for them.
 */
final class PacedAccess implements CheckpointStorageAccess {
  private final CheckpointStorageAccess storage;
  private final PaceSettings pace;

  /** A task makes its access on its own thread. */
  private final Thread task = Thread.currentThread();

  PacedAccess(CheckpointStorageAccess storage, PaceSettings pace) {
    this.storage = storage;
    this.pace = pace;
  }

  @Override
  public CheckpointStreamFactory resolveCheckpointStorageLocation(
      long checkpoint, CheckpointStorageLocationReference reference) throws IOException {
    CheckpointStreamFactory streams =
        storage.resolveCheckpointStorageLocation(checkpoint, reference);
    return reference.isDefaultReference() ? new PacedStreams(streams, task, pace) : streams;
  }

  @Override
  public CheckpointStateOutputStream createTaskOwnedStateStream() throws IOException {
    return storage.createTaskOwnedStateStream();
  }

  @Override
  public CheckpointStateToolset createTaskOwnedCheckpointStateToolset() {
    return storage.createTaskOwnedCheckpointStateToolset();
  }

  @Override
  public boolean supportsHighlyAvailableStorage() {
    return storage.supportsHighlyAvailableStorage();
  }

  @Override
  public boolean hasDefaultSavepointLocation() {
    return storage.hasDefaultSavepointLocation();
  }

  @Override
  public CompletedCheckpointStorageLocation resolveCheckpoint(String pointer) throws IOException {
    return storage.resolveCheckpoint(pointer);
  }

  @Override
  public void initializeBaseLocationsForCheckpoint() throws IOException {
    storage.initializeBaseLocationsForCheckpoint();
  }

  @Override
  public CheckpointStorageLocation initializeLocationForCheckpoint(long checkpoint)
      throws IOException {
    return storage.initializeLocationForCheckpoint(checkpoint);
  }

  @Override
  public CheckpointStorageLocation initializeLocationForSavepoint(
      long checkpoint, @Nullable String location) throws IOException {
    return storage.initializeLocationForSavepoint(checkpoint, location);
  }
}
