package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five million messages in flight at once do not fit a heap of 256 MiB, and need not. */
@Tag("heavy")
class LoopMemoryITCase {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1,true", "2,false"})
  void anExplosionOfFiveMillionMessagesRunsInASmallHeap(int parallelism, boolean shortCut)
      throws Exception {
    Path output = directory.resolve("output");
    Process process =
        ChildProcess.start(
            output,
            List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
            Explosion.class,
            directory.toString(),
            Integer.toString(parallelism),
            Boolean.toString(shortCut));
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(TallyOperator.read(directory.resolve("tally-0")))
        .isEqualTo(Explosion.WORKLOAD.expected());
  }
}
