package io.eddy.jobs.loop;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateHandle;

/** Looks into savepoints. */
final class Savepoints {
  /** Version, random state and number of messages of a key group without messages. */
  private static final int EMPTY_GROUP = 1 + 8 + 8;

  private Savepoints() {}

  /** Bytes of logged messages over all operators. */
  static long inFlightBytes(String savepoint) throws IOException {
    long bytes = 0;
    Path metadata = Path.of(URI.create(savepoint)).resolve("_metadata");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(in, Savepoints.class.getClassLoader(), savepoint)
              .getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (KeyedStateHandle raw : subtask.getRawKeyedState()) {
            bytes +=
                raw.getStateSize()
                    - (long) EMPTY_GROUP * raw.getKeyGroupRange().getNumberOfKeyGroups();
          }
        }
      }
    }
    return bytes;
  }
}
