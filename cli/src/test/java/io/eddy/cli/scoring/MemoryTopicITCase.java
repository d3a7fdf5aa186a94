package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.NodeMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a running job, whose input does not end, publishes of nodes that have fallen silent. */
class MemoryTopicITCase {
  private static final Instant START = Instant.parse("2024-02-01T00:00:00Z");

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void theirLastMemoryAndThenTheirEnd() throws Exception {
    ScoringRun run = new ScoringRun(settings(SmallNetwork.write(folder.resolve("tgn"), 8)));
    try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
      run.send(List.of(edge("u", "v", 0), edge("u", "v", 10), edge("x", "y", 180)));
      run.await(
          "the memories that were held back for a minute",
          () -> {
            scoring.requireAlive();
            Map<String, NodeMemory> memories = run.memories();
            return updates(memories, "u") == 2 && updates(memories, "v") == 2;
          });
      assertThat(run.memories()).containsOnlyKeys("u", "v", "x", "y");

      run.send(List.of(edge("x", "y", 400)));
      run.await(
          "the end of nodes without an event for five minutes",
          () -> {
            scoring.requireAlive();
            return run.memories().keySet().equals(Set.of("x", "y"));
          });
    }
  }

  private static long updates(Map<String, NodeMemory> memories, String node) {
    NodeMemory memory = memories.get(node);
    return memory == null ? 0 : memory.getUpdates();
  }

  private static EdgeEvent edge(String src, String dst, long seconds) {
    return new EdgeEvent(
        "e" + seconds, src, dst, START.plus(Duration.ofSeconds(seconds)), List.of(), "");
  }

  private Settings settings(Path bundle) {
    return ScoringRun.settings(KAFKA.bootstrapServers(), "silent", folder.resolve("checkpoints"))
        .with(
            Map.of(
                ScoringOptions.PREDICTOR.key(), ScoringOptions.NO_PREDICTOR,
                ScoringOptions.IDLE_TIMEOUT.key(), "500 ms",
                MemoryOptions.BUNDLE.key(), bundle.toString(),
                MemoryOptions.INTERVAL.key(), "1 min",
                MemoryOptions.CHANGE.key(), "0",
                MemoryOptions.IDLE.key(), "5 min"),
            "test");
  }
}
