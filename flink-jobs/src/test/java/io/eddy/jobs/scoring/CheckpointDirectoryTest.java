package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

  private Path complete(String checkpoint, long modified) throws IOException {
    Path path = Files.createDirectories(folder.resolve(checkpoint));
    Path metadata = Files.writeString(path.resolve("_metadata"), "complete");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(modified));
    return path;
  }
}
