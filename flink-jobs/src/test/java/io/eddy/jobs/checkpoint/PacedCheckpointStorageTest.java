package io.eddy.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStorageLoader;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PacedCheckpointStorageTest {
  @TempDir Path folder;

  private CheckpointStorageAccess access;

  @BeforeEach
  void loadAsFlinkDoes() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    PacedCheckpointStorage.use(configuration, 0.5, Duration.ofSeconds(1));
    CheckpointStorage storage =
        CheckpointStorageLoader.load(
            null,
            new HashMapStateBackend(),
            configuration,
            new Configuration(),
            getClass().getClassLoader(),
            LoggerFactory.getLogger(getClass()));
    assertThat(storage).isInstanceOf(PacedCheckpointStorage.class);
    access = storage.createCheckpointStorage(new JobID());
    access.initializeBaseLocationsForCheckpoint();
  }

  @Test
  void whatAnotherThreadWroteIsReadBack() throws Exception {
    access.initializeLocationForCheckpoint(1);
    CheckpointStreamFactory streams =
        access.resolveCheckpointStorageLocation(1, CheckpointStorageLocationReference.getDefault());
    byte[] text = "abcdefgh".repeat(Pace.PIECE_BYTES / 2).getBytes(StandardCharsets.UTF_8);
    StreamStateHandle handle =
        CompletableFuture.supplyAsync(
                () -> {
                  try (CheckpointStateOutputStream out =
                      streams.createCheckpointStateOutputStream(CheckpointedStateScope.EXCLUSIVE)) {
                    for (int at = 0; at < text.length; at += 1_000) {
                      out.write(text, at, Math.min(1_000, text.length - at));
                    }
                    assertThat(out.getPos()).isEqualTo(text.length);
                    return out.closeAndGetHandle();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                })
            .join();
    try (FSDataInputStream in = handle.openInputStream()) {
      assertThat(in.readAllBytes()).isEqualTo(text);
    }
  }

  @Test
  void onlyCheckpointsArePacedAndSavepointsAreNot() throws Exception {
    assertThat(
            access.resolveCheckpointStorageLocation(
                1, CheckpointStorageLocationReference.getDefault()))
        .isInstanceOf(PacedStreams.class);
    CheckpointStorageLocationReference savepoint =
        access
            .initializeLocationForSavepoint(2, folder.resolve("savepoints").toUri().toString())
            .getLocationReference();
    assertThat(access.resolveCheckpointStorageLocation(2, savepoint))
        .isNotInstanceOf(PacedStreams.class);
    assertThat(AbstractFsCheckpointStorageAccess.decodePathFromReference(savepoint).toString())
        .contains("savepoints");
  }

  @Test
  void theTasksOwnThreadNeverRests() throws Exception {
    AtomicInteger rests = new AtomicInteger();
    try (PacedStream stream =
        new PacedStream(
            new MemCheckpointStreamFactory(1 << 24)
                .createCheckpointStateOutputStream(CheckpointedStateScope.EXCLUSIVE),
            Thread.currentThread(),
            new Pace(0.5, Long.MAX_VALUE, System::nanoTime, nanos -> rests.incrementAndGet()))) {
      byte[] piece = new byte[Pace.PIECE_BYTES];
      for (int i = 0; i < 5; i++) {
        stream.write(piece, 0, piece.length);
      }
      assertThat(rests).hasValue(0);
      CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < 5; i++) {
                    stream.write(piece, 0, piece.length);
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .join();
      assertThat(rests).hasValue(4);
    }
  }
}
