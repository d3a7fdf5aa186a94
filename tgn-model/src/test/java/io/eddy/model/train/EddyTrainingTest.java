package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eddy.EddyBlock;
import io.eddy.model.eddy.EddyParameters;
import io.eddy.model.eddy.EddyScorer;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.PlantedVectors;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.StreamScales;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on vectors that are planted, so that it is known what can be learned from them. */
final class EddyTrainingTest {
  private static final TrainingSettings SETTINGS = settings(4, 7);

  private static final EddySettings WITH = EddySettings.of(8, List.of());
  private static final EddySettings WITHOUT = EddySettings.of(8, List.of(EddyBlock.TOWERS));

  @TempDir Path folder;

  @Test
  void whatOnlyTheVectorsTellIsLearned() throws IOException {
    List<LinkEvent> events = PlantedVectors.events(11, 2_500);
    EventVectors vectors = new PlantedVectors(1).of(events);
    TrainedEddy trained = train(events, vectors, "planted", settings(8, 7));
    RankerEvaluation.Result result = evaluate(trained, events, vectors);
    assertThat(result.validation().mrr()).isEqualTo(trained.best().validationMrr());
    assertThat(result.baselineTest().mrr()).isLessThan(0.2);
    assertThat(result.test().mrr()).isGreaterThan(0.8);
  }

  @Test
  void towersThatAreLeftOutAreNotSeen() throws IOException {
    List<LinkEvent> events = PlantedVectors.events(11, 2_500);
    EventVectors vectors = new PlantedVectors(1).of(events);
    TrainedEddy without = train(events, vectors, "without", SETTINGS);
    assertThat(without.best().validationMrr()).isLessThan(0.3);
    assertThat(validationMrr(without, events, new PlantedVectors(2).of(events)))
        .isEqualTo(without.best().validationMrr());
  }

  @Test
  void testEventsAndTheirVectorsDoNotChangeWhatIsLearned() throws IOException {
    List<LinkEvent> events = PlantedVectors.events(12, 1_200);
    TimeSplit split = TimeSplit.ofEvents(events);
    List<LinkEvent> altered = new ArrayList<>(events);
    for (int i = events.size() - 1; split.partOf(events.get(i).timeMicros()) == Part.TEST; i--) {
      altered.set(i, new LinkEvent("u1", "p" + i % 40, events.get(i).timeMicros()));
    }
    PlantedVectors planted = new PlantedVectors(2);
    EddyParameters plain = train(events, planted.of(events), "plain", SETTINGS).parameters();
    EddyParameters other = train(altered, planted.of(altered), "altered", SETTINGS).parameters();
    assertSame(other, plain, 0);
  }

  @Test
  void aTrainingTakenUpAgainEndsWhereAnUninterruptedOneDoes() throws IOException {
    List<LinkEvent> events = PlantedVectors.events(13, 800);
    EventVectors vectors = new PlantedVectors(3).of(events);
    EddyParameters whole = train(events, vectors, "whole", SETTINGS).parameters();
    assertThatThrownBy(
            () ->
                train(
                    events,
                    vectors,
                    "broken",
                    SETTINGS,
                    new TrainingProgress() {
                      @Override
                      public void validated(int epoch, long done, long total) {
                        if (epoch == 2) {
                          throw new IllegalStateException("stopped");
                        }
                      }
                    }))
        .hasMessage("stopped");
    assertSame(train(events, vectors, "broken", SETTINGS).parameters(), whole, 1e-6f);
  }

  private static double validationMrr(
      TrainedEddy trained, List<LinkEvent> events, EventVectors vectors) {
    return evaluate(trained, events, vectors).validation().mrr();
  }

  private static RankerEvaluation.Result evaluate(
      TrainedEddy trained, List<LinkEvent> events, EventVectors vectors) {
    return RankerEvaluation.run(
        events,
        trained.features(),
        new EddyScorer(trained.parameters(), vectors),
        Freshness.PER_EVENT,
        Negatives.ALL,
        Part.TEST,
        RankerEvaluation.EVERY_EVENT,
        done -> {});
  }

  private TrainedEddy train(
      List<LinkEvent> events, EventVectors vectors, String name, TrainingSettings settings)
      throws IOException {
    return train(events, vectors, name, settings, TrainingProgress.NONE);
  }

  private TrainedEddy train(
      List<LinkEvent> events,
      EventVectors vectors,
      String name,
      TrainingSettings settings,
      TrainingProgress progress)
      throws IOException {
    RankerSettings features = StreamScales.of(events);
    return EddyTraining.run(
        events,
        name.equals("altered") ? "plain" : name,
        features,
        settings,
        vectors,
        name.equals("without") ? WITHOUT : WITH,
        Negatives.ALL,
        folder.resolve(name),
        progress);
  }

  private static TrainingSettings settings(int epochs, long seed) {
    return new TrainingSettings(seed, epochs, 16, 32, 3e-3, 20, 1e-2, 1_500, List.of());
  }

  private static void assertSame(EddyParameters one, EddyParameters other, float tolerance) {
    assertThat(one.source().layer().weights())
        .containsExactly(other.source().layer().weights(), within(tolerance));
    assertThat(one.card().layer().weights())
        .containsExactly(other.card().layer().weights(), within(tolerance));
    for (int i = 0; i < one.decoder().layers().size(); i++) {
      assertThat(one.decoder().layers().get(i).weights())
          .containsExactly(other.decoder().layers().get(i).weights(), within(tolerance));
    }
  }
}
