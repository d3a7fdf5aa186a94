package io.eddy.jobs.checkpoint;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.StreamStateHandle;

/** The streams of one checkpoint of one task, each a {@link PacedStream}. */
final class PacedStreams implements CheckpointStreamFactory {
  private final CheckpointStreamFactory streams;
  private final Thread task;
  private final PaceSettings pace;

  PacedStreams(CheckpointStreamFactory streams, Thread task, PaceSettings pace) {
    this.streams = streams;
    this.task = task;
    this.pace = pace;
  }

  @Override
  public CheckpointStateOutputStream createCheckpointStateOutputStream(CheckpointedStateScope scope)
      throws IOException {
    return new PacedStream(
        streams.createCheckpointStateOutputStream(scope),
        task,
        pace.start(System::nanoTime, LockSupport::parkNanos));
  }

  @Override
  public boolean canFastDuplicate(StreamStateHandle handle, CheckpointedStateScope scope)
      throws IOException {
    return streams.canFastDuplicate(handle, scope);
  }

  @Override
  public List<StreamStateHandle> duplicate(
      List<StreamStateHandle> handles, CheckpointedStateScope scope) throws IOException {
    return streams.duplicate(handles, scope);
  }

  @Override
  public void reusePreviousStateHandle(Collection<? extends StreamStateHandle> handles) {
    streams.reusePreviousStateHandle(handles);
  }

  @Override
  public boolean couldReuseStateHandle(StreamStateHandle handle) {
    return streams.couldReuseStateHandle(handle);
  }
}
