package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.CheckpointDirectory;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job changes to a network with wider memories. */
@Tag("heavy")
class MemoryResetITCase {
  private static final int EVENTS = 2_000;
  private static final int BEFORE = 1_200;

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void everyEventHasOneScoreAndTheLaterOnesAreThoseOfAJobThatAlwaysHadTheNetwork()
      throws Exception {
    List<EdgeEvent> events = ScoringRun.stream(3, EVENTS);
    String narrow = SmallNetwork.write(folder.resolve("narrow"), 8).toString();
    String wide = SmallNetwork.write(folder.resolve("wide"), 12).toString();

    ScoringRun whole = new ScoringRun(settings("whole", wide));
    whole.send(events);
    serve(whole, LocalJob.SCORING, EVENTS);

    ScoringRun run = new ScoringRun(settings("changed", narrow));
    run.send(events.subList(0, BEFORE));
    serve(run, LocalJob.SCORING, BEFORE);
    Map<String, Double> before = scores(run);
    run.send(events.subList(BEFORE, EVENTS));

    assertRefused(run.settings().with(MemoryOptions.BUNDLE, wide));
    assertThat(scores(run)).isEqualTo(before);

    Settings reset =
        run.settings().with(MemoryOptions.BUNDLE, wide).with(MemoryOptions.RESET, "1 h");
    try (BrokerConnection broker = BrokerConnection.open(reset)) {
      ResetPlan plan = ResetPlan.of(reset, broker);
      assertThat(plan.reset().scores().size()).isEqualTo(BEFORE);
      assertThat(plan.reset().predictions().size()).isEqualTo(BEFORE);
      ResetProgress progress = new ResetProgress(reset, plan, broker);
      assertThatThrownBy(
              () ->
                  LocalScoring.start(
                      LocalJob.reset(plan.reset()),
                      reset.with(MemoryOptions.BUNDLE, folder.resolve("typo").toString()),
                      0,
                      progress::begin))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("typo");
      assertThat(ResetPlan.of(reset, broker).places()).isEqualTo(plan.places());
      // As if it had been killed before its first checkpoint: the same is read again.
      progress.begin();
      assertThat(ResetPlan.of(reset, broker).reset()).isEqualTo(plan.reset());
      assertThat(progress.takeOver()).isFalse();
      try (LocalScoring scoring = LocalScoring.start(LocalJob.reset(plan.reset()), reset, 0)) {
        assertThat(scoring.resumedFrom()).isEmpty();
        awaitScores(run, scoring, EVENTS);
        run.await("the end of the reset", progress::takeOver);
      }
      assertThat(progress.takeOver()).isFalse();

      // What is on the topics decides, so a second reset changes nothing, and neither does a
      // restart.
      ResetPlan again = ResetPlan.of(reset, broker);
      assertThat(again.reset().scores().size()).isEqualTo(EVENTS);
      new ResetProgress(reset, again, broker).begin();
      try (LocalScoring scoring = LocalScoring.start(LocalJob.reset(again.reset()), reset, 0)) {
        String first = CheckpointDirectory.latest(checkpoints(run)).orElseThrow();
        run.await(
            "a checkpoint",
            () -> {
              scoring.requireAlive();
              return !CheckpointDirectory.latest(checkpoints(run)).orElseThrow().equals(first);
            });
      }
    }
    ScoringRun goesOn = new ScoringRun(run.settings().with(MemoryOptions.BUNDLE, wide));
    List<EdgeEvent> more = ScoringRun.stream(3, EVENTS + 100).subList(EVENTS, EVENTS + 100);
    goesOn.send(more);
    whole.send(more);
    serve(goesOn, LocalJob.SCORING, EVENTS + 100);
    serve(whole, LocalJob.SCORING, EVENTS + 100);

    Map<String, Double> expected = scores(whole);
    Map<String, Double> actual = scores(run);
    assertThat(actual).hasSize(EVENTS + 100);
    expected.replaceAll((id, score) -> before.getOrDefault(id, score));
    assertThat(actual).isEqualTo(expected);
    assertThat(run.predictions()).hasSize(EVENTS + 100);
    assertThat(run.predictedEvents()).isEqualTo(EVENTS + 100);
  }

  @Test
  void aJobThatHasNeverRunHasNothingToReset() {
    ScoringRun run = new ScoringRun(settings("never", "unused"));
    Settings reset = run.settings().with(MemoryOptions.RESET, "1 h");
    try (BrokerConnection broker = BrokerConnection.open(reset)) {
      assertThatThrownBy(() -> ResetPlan.of(reset, broker))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("nothing to reset")
          .hasMessageContaining("never-group");
    }
  }

  private static void serve(ScoringRun run, LocalJob job, int events) {
    try (LocalScoring scoring = LocalScoring.start(job, run.settings(), 0)) {
      awaitScores(run, scoring, events);
    }
  }

  private static void awaitScores(ScoringRun run, LocalScoring scoring, int events) {
    run.await(
        events + " scores and predictions",
        () -> {
          scoring.requireAlive();
          return run.count(Topic.SCORES) >= events && run.count(Topic.LINK_PREDICTIONS) >= events;
        });
  }

  private static void assertRefused(Settings settings) {
    ScoringRun run = new ScoringRun(settings.with(ScoringOptions.RESTART_ATTEMPTS, "0"));
    try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
      assertThatThrownBy(
              () ->
                  run.await(
                      "the end of the job",
                      () -> {
                        scoring.requireAlive();
                        return false;
                      }))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("the checkpoint goes on with")
          .hasMessageContaining("--reset-memory");
    }
  }

  private static Map<String, Double> scores(ScoringRun run) {
    List<EdgeScore> read = run.scores();
    Map<String, Double> scores = new TreeMap<>();
    read.forEach(score -> scores.put(score.getEventId(), score.getProbability()));
    assertThat(read).as("one score an event").hasSameSizeAs(scores.keySet());
    return scores;
  }

  private static String checkpoints(ScoringRun run) {
    return run.settings().get(ScoringOptions.CHECKPOINT_DIR);
  }

  private Settings settings(String name, String bundle) {
    return ScoringRun.settings(KAFKA.bootstrapServers(), name, folder.resolve(name))
        .with(
            Map.of(
                ScoringOptions.GROUP_ID.key(),
                name + "-group",
                ScoringOptions.SINK_GUARANTEE.key(),
                "exactly-once",
                MemoryOptions.BUNDLE.key(),
                bundle),
            "test");
  }
}
