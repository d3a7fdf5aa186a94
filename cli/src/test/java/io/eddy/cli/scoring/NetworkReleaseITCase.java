package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.serve.Interaction;
import io.eddy.model.tgn.serve.TgnVisits;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A running job changes to another network of the same dimensions. */
@Tag("heavy")
class NetworkReleaseITCase {
  private static final int BEFORE = 600;
  private static final int CHUNK = 100;
  private static final int MOST = 6_000;
  private static final String PREFIX = "released";

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void nodesKeepTheirMemoriesAndTheNewNetworkGoesOnFromThem() throws Exception {
    TgnBundle first = TgnBundle.load(SmallNetwork.write(folder.resolve("first"), 8, 0, 5));
    TgnBundle second = TgnBundle.load(SmallNetwork.write(folder.resolve("second"), 8, 0, 6));
    List<EdgeEvent> events = ScoringRun.stream(3, MOST);
    ScoringRun run = new ScoringRun(settings(folder.resolve("first")));
    int sent = BEFORE;
    try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
      run.send(events.subList(0, sent));
      awaitScores(run, scoring, sent);
      EddyRun released =
          EddyRun.of(
              "models",
              "release",
              folder.resolve("second").toString(),
              "--bootstrap=" + KAFKA.bootstrapServers(),
              "-D",
              ConnectionOptions.PREFIX.key() + "=" + PREFIX);
      assertThat(released.exit()).as(released.err()).isZero();
      String newest = version(first);
      while (newest.equals(version(first))) {
        assertThat(sent).as("events without the released network").isLessThan(MOST);
        run.send(events.subList(sent, sent + CHUNK));
        sent += CHUNK;
        awaitScores(run, scoring, sent);
        newest = run.scores().get(sent - 1).getModelVersion();
      }
    }

    Map<String, TgnVisits> networks =
        Map.of(version(first), visits(first), version(second), visits(second));
    TgnSettings settings = first.manifest().settings();
    MemoryShape shape = MemoryShape.single(settings.memory(), 0, settings.neighbours());
    Map<String, NeuralMemory> nodes = new HashMap<>();
    List<EdgeScore> scores = run.scores();
    for (int i = 0; i < sent; i++) {
      EdgeEvent event = events.get(i);
      EdgeScore score = scores.get(i);
      assertThat(score.getEventId()).isEqualTo(event.getId());
      TgnVisits network = Objects.requireNonNull(networks.get(score.getModelVersion()));
      assertThat(score.getProbability()).isEqualTo(probability(network, event, nodes, shape));
    }
    assertThat(scores)
        .extracting(EdgeScore::getModelVersion)
        .startsWith(version(first))
        .endsWith(version(second));
  }

  private static double probability(
      TgnVisits network, EdgeEvent edge, Map<String, NeuralMemory> nodes, MemoryShape shape) {
    NeuralMemory src = nodes.computeIfAbsent(edge.getSrc(), node -> new NeuralMemory(shape));
    NeuralMemory dst = nodes.computeIfAbsent(edge.getDst(), node -> new NeuralMemory(shape));
    Interaction event =
        new Interaction(
            edge.getSrc(), edge.getDst(), edge.getTime().toEpochMilli() * 1_000, new float[0]);
    network.offer(src, event);
    network.settle(dst, event, (memory, after, moved) -> {});
    network.close(src, event, (memory, after, moved) -> {});
    network.complete();
    return event.probability();
  }

  private static TgnVisits visits(TgnBundle bundle) {
    return new TgnVisits(bundle.manifest().settings(), bundle.parameters());
  }

  private static String version(TgnBundle bundle) {
    return Bundle.version(bundle.sha256());
  }

  private static void awaitScores(ScoringRun run, LocalScoring scoring, int events) {
    run.await(
        events + " scores",
        () -> {
          scoring.requireAlive();
          return run.count(Topic.SCORES) >= events;
        });
  }

  private Settings settings(Path bundle) {
    return ScoringRun.settings(KAFKA.bootstrapServers(), PREFIX, folder.resolve("checkpoints"))
        .with(
            Map.of(
                ScoringOptions.PREDICTOR.key(),
                ScoringOptions.NO_PREDICTOR,
                MemoryOptions.BUNDLE.key(),
                bundle.toString()),
            "test");
  }
}
