package io.eddy.jobs.loop;

import java.io.IOException;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory.MemoryCheckpointOutputStream;

/** A checkpoint's stream whose storage takes nothing. */
final class FullStream extends MemoryCheckpointOutputStream {
  FullStream() {
    super(1 << 20);
  }

  @Override
  public void write(int b) throws IOException {
    throw new IOException("no space left");
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    throw new IOException("no space left");
  }
}
