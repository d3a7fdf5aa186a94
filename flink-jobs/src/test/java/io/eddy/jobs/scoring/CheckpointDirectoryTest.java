package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {
  @TempDir Path folder;

  @Test
  void theNewestCompleteCheckpointIsFoundAmongAllJobs() throws IOException {
    complete("job-a/chk-9", 1_000);
    Path newest = complete("job-b/chk-2", 2_000);
    Files.createDirectories(folder.resolve("job-b/chk-3"));
    assertThat(CheckpointDirectory.latest(folder.toString())).contains(newest.toUri().toString());
  }

  @Test
  void thereIsNoneInAnEmptyAbsentOrRemoteFolder() {
    assertThat(CheckpointDirectory.latest(folder.toString())).isEmpty();
    assertThat(CheckpointDirectory.latest(folder.resolve("absent").toString())).isEmpty();
    assertThat(CheckpointDirectory.latest("s3://bucket/checkpoints")).isEmpty();
    assertThat(CheckpointDirectory.latest("")).isEmpty();
  }

  @Test
  void aRunningJobMayDeleteItsOlderCheckpointsMeanwhile() throws Exception {
    complete("job/chk-0", 1_000);
    CompletableFuture<Void> job =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 1; i <= 2_000; i++) {
                  complete("job/chk-" + i, 1_000 + i);
                  Path before = folder.resolve("job/chk-" + (i - 1));
                  Files.delete(before.resolve("_metadata"));
                  Files.delete(before);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    while (!job.isDone()) {
      CheckpointDirectory.latest(folder.toString());
    }
    job.get();
    assertThat(CheckpointDirectory.latest(folder.toString()))
        .contains(folder.resolve("job/chk-2000").toUri().toString());
  }

  private Path complete(String checkpoint, long modified) throws IOException {
    Path path = Files.createDirectories(folder.resolve(checkpoint));
    Path metadata = Files.writeString(path.resolve("_metadata"), "complete");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(modified));
    return path;
  }
}
