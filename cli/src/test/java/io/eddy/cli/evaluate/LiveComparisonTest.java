package io.eddy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.cli.console.CommandException;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.ranker.LearnedShard;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.ScoredDestination;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scorer that gives the i-th candidate the score i, and one more step of 1e-5 an event. */
class LiveComparisonTest {
  private static final float STEP = 1e-5f;
  private static final List<LinkEvent> EVENTS =
      List.of(
          new LinkEvent("u", "a", 1_000_000),
          new LinkEvent("u", "b", 2_000_000),
          new LinkEvent("w", "a", 3_000_000));

  private final LiveComparison comparison =
      new LiveComparison(
          EVENTS,
          RankerSettings.wikipedia(),
          (event, view, candidates, chosen, count, scores) -> {
            for (int i = 0; i < count; i++) {
              scores[i] = event < 2 ? chosen[i] : chosen[i] * STEP;
            }
          },
          event -> new String[0]);

  @Test
  void aRunThatIsTheOfflineOneHasNoDifference() {
    comparison.take(prediction(0, 1.0, 0, "a"));
    comparison.take(prediction(1, 1.0, 1, "b"));
    comparison.take(prediction(2, 2.0, 0, "a"));
    assertThat(comparison.result()).isEqualTo(new LiveComparison.Result(3, 3, 0, 0, 0));
  }

  @Test
  void aScoreThatIsOffIsFound() {
    comparison.take(prediction(0, 1.0, 0.001, "a"));
    assertThat(comparison.result().largestDifference()).isCloseTo(0.001, within(1e-12));
  }

  @Test
  void aScoreThatIsNoNumberStaysFoundWhateverFollows() {
    comparison.take(prediction(0, 1.0, Double.NaN, "a"));
    comparison.take(prediction(1, 1.0, 1, "b"));
    assertThat(comparison.result().largestDifference()).isNaN();
  }

  @ParameterizedTest(name = "rank {1} of event {0}: other {2}, wrong {3}")
  @CsvSource({
    "1, 1, 0, 0",
    "1, 2, 1, 1",
    "1, , 1, 1",
    // The candidates of the last event are 1e-5 apart, which rounding may turn round.
    "2, 2, 0, 0",
    "2, 1, 1, 0",
    "2, 3, 1, 1"
  })
  void aRankIsWrongWhereScoresThatAreCloseDoNotExplainIt(
      int event, Double rank, int other, int wrong) {
    comparison.take(prediction(0, 1.0, 0, "a"));
    if (event > 1) {
      comparison.take(prediction(1, 1.0, 1, "b"));
    }
    comparison.take(prediction(event, rank, 0, "a"));
    assertThat(comparison.result().otherRanks()).isEqualTo(other);
    assertThat(comparison.result().wrongRanks()).isEqualTo(wrong);
  }

  @Test
  void ofManyCandidatesThoseAreRankedThatAJobRanks() {
    List<LinkEvent> many =
        IntStream.rangeClosed(0, LearnedShard.FEW + 1)
            .mapToObj(i -> new LinkEvent("u" + i, "d" + i, i * 1_000_000L))
            .toList();
    List<Integer> ranked = new ArrayList<>();
    LiveComparison ofMany =
        new LiveComparison(
            many,
            RankerSettings.wikipedia(),
            (event, view, candidates, chosen, count, scores) -> ranked.add(count),
            event -> new String[] {"d" + event / 2});
    for (int i = 0; i < many.size(); i++) {
      ofMany.take(prediction(many.get(i), i, 1.0, 0, "d" + i / 2));
    }
    assertThat(ranked.get(LearnedShard.FEW - 1)).isEqualTo(LearnedShard.FEW);
    assertThat(ranked.get(LearnedShard.FEW + 1)).isLessThan(LearnedShard.FEW);
    assertThat(ofMany.result().scores()).isEqualTo(many.size());
    assertThat(ofMany.result().largestDifference())
        .as("what is ranked in any case is compared")
        .isZero();
  }

  @Test
  void anEventThatIsLeftOutIsSaid() {
    comparison.take(prediction(0, 1.0, 0, "a"));
    assertThatThrownBy(() -> comparison.take(prediction(2, 1.0, 0, "a")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("event 1 of the data is u → b")
        .hasMessageContaining("w → a");
  }

  private static LinkPrediction prediction(int number, Double rank, double score, String listed) {
    return prediction(EVENTS.get(number), number, rank, score, listed);
  }

  private static LinkPrediction prediction(
      LinkEvent event, int number, Double rank, double score, String listed) {
    return LinkPrediction.newBuilder()
        .setEventId("e" + number)
        .setSrc(event.src())
        .setDst(event.dst())
        .setTime(Instant.EPOCH.plus(event.timeMicros(), ChronoUnit.MICROS))
        .setPredictions(List.of(new ScoredDestination(listed, score)))
        .setCandidates(2)
        .setRank(rank)
        .setPredictor("test")
        .setFreshness("per-event")
        .build();
  }
}
