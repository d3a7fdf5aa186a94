package io.eddy.jobs.checkpoint;

import java.io.IOException;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.StreamStateHandle;

/**
 * A stream of a checkpoint at a {@link Pace}. What the task's own thread writes is not held up: the
 * stream of events waits for it.
 */
final class PacedStream extends CheckpointStateOutputStream {
  private final CheckpointStateOutputStream out;
  private final Thread task;
  private final Pace pace;

  PacedStream(CheckpointStateOutputStream out, Thread task, Pace pace) {
    this.out = out;
    this.task = task;
    this.pace = pace;
  }

  @Override
  public void write(int value) throws IOException {
    pace(1);
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    pace(length);
    out.write(bytes, from, length);
  }

  private void pace(int bytes) {
    if (Thread.currentThread() != task) {
      pace.write(bytes);
    }
  }

  @Override
  public StreamStateHandle closeAndGetHandle() throws IOException {
    return out.closeAndGetHandle();
  }

  @Override
  public long getPos() throws IOException {
    return out.getPos();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void sync() throws IOException {
    out.sync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
