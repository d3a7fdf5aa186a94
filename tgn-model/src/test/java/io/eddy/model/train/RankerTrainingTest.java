package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.ranker.FeatureBlock;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.HabitualStream;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.StreamScales;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RankerTrainingTest {
  private static final TrainingSettings SETTINGS =
      new TrainingSettings(7, 4, 16, 32, 3e-3, 20, 1e-2, 1_000, List.of());

  @TempDir Path folder;

  @Test
  void habitsThatRecencyMissesAreLearned() throws IOException {
    List<LinkEvent> events = HabitualStream.of(11, 2_500);
    TrainedRanker trained = train(events, "learned");
    assertThat(trained.queries()).isEqualTo(1_000);
    RankerEvaluation.Result result =
        RankerEvaluation.run(
            events,
            trained.features(),
            trained.parameters(),
            Freshness.PER_EVENT,
            Negatives.ALL,
            Part.TEST,
            RankerEvaluation.EVERY_EVENT,
            done -> {});
    assertThat(result.validation().mrr()).isEqualTo(trained.best().validationMrr());
    assertThat(result.test().mrr()).isGreaterThan(result.baselineTest().mrr() + 0.15);
    try (var left = Files.list(folder.resolve("learned"))) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactly(RankerTraining.CHECKPOINT);
    }
  }

  @Test
  void testEventsDoNotChangeWhatIsLearned() throws IOException {
    List<LinkEvent> events = HabitualStream.of(12, 1_200);
    TimeSplit split = TimeSplit.ofEvents(events);
    List<LinkEvent> altered = new ArrayList<>(events);
    for (int i = events.size() - 1; split.partOf(events.get(i).timeMicros()) == Part.TEST; i--) {
      altered.set(i, new LinkEvent("u1", "p" + i % 60, events.get(i).timeMicros()));
    }
    assertSame(train(altered, "altered").parameters(), train(events, "plain").parameters());
  }

  @Test
  void aBlockThatIsLeftOutIsNotSeen() throws IOException {
    List<LinkEvent> events = HabitualStream.of(11, 2_500);
    TrainedRanker all = train(events, "all");
    TrainedRanker without =
        train(
            events,
            "without",
            SETTINGS.without(Set.of(FeatureBlock.PAIR, FeatureBlock.TRANSITION)));
    assertThat(without.best().validationMrr()).isLessThan(all.best().validationMrr() - 0.1);
    float[] deviations = without.parameters().standardisation().deviations();
    for (int i = 0; i < deviations.length; i++) {
      assertThat(Float.isInfinite(deviations[i]))
          .as(RankerFeatures.names().get(i))
          .isEqualTo(FeatureBlock.PAIR.contains(i) || FeatureBlock.TRANSITION.contains(i));
    }
  }

  private TrainedRanker train(List<LinkEvent> events, String name) throws IOException {
    return train(events, name, SETTINGS);
  }

  private TrainedRanker train(List<LinkEvent> events, String name, TrainingSettings settings)
      throws IOException {
    RankerSettings features = StreamScales.of(events);
    return RankerTraining.run(
        events,
        name,
        features,
        settings,
        Negatives.ALL,
        folder.resolve(name),
        TrainingProgress.NONE);
  }

  private static void assertSame(RankerParameters one, RankerParameters other) {
    for (int i = 0; i < one.layers().size(); i++) {
      assertThat(one.layers().get(i).weights()).isEqualTo(other.layers().get(i).weights());
    }
  }
}
