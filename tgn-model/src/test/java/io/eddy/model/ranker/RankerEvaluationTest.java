package io.eddy.model.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvaluation;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.predict.LinkPredictors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RankerEvaluationTest {
  private final RankerParameters parameters =
      RandomParameters.of(5, RankerFeatures.size(), 64, 32, 1);

  /** Of events with the same true destinations, the same parts and batches. */
  @ParameterizedTest
  @CsvSource({"1, per-event", "2, stale-7", "3, stale-200"})
  void theBaselineIsTheRecencyRuleOfThePublishedProtocol(long seed, String freshness) {
    List<LinkEvent> events = HabitualStream.of(seed, 900);
    Freshness fresh = Freshness.parse(freshness);
    LinkEvaluation.Result expected =
        LinkEvaluation.run(events, LinkPredictors.named("recency"), fresh, 128, done -> {});
    RankerEvaluation.Result result = run(events, fresh, Negatives.ALL, Part.TEST);
    assertSame(result.baselineValidation(), expected.validation());
    assertSame(result.baselineTest(), expected.test());
    assertThat(result.validation().count()).isEqualTo(expected.validation().count());
    assertThat(result.test().count()).isEqualTo(expected.test().count());
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void whatFollowsDoesNotChangeWhatIsRankedBefore(long seed) {
    List<LinkEvent> events = HabitualStream.of(seed, 900);
    TimeSplit split = TimeSplit.ofEvents(events);
    List<LinkEvent> altered = new ArrayList<>(events);
    int last = events.size() - 1;
    for (int i = last; split.partOf(events.get(i).timeMicros()) == Part.TEST; i--) {
      // Other sources and destinations at the same times; every destination still occurs.
      altered.set(i, new LinkEvent("u0", "p" + i % 60, events.get(i).timeMicros()));
    }
    Mrr one = run(events, Freshness.PER_EVENT, Negatives.ALL, Part.TEST).validation();
    Mrr other = run(altered, Freshness.PER_EVENT, Negatives.ALL, Part.TEST).validation();
    assertSame(one, other);
    assertSame(run(events, Freshness.PER_EVENT, Negatives.ALL, Part.VALIDATION).validation(), one);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void renamingNodesDoesNotChangeARank(long seed) {
    List<LinkEvent> events = HabitualStream.of(seed, 900);
    List<LinkEvent> renamed =
        events.stream()
            .map(
                event ->
                    new LinkEvent(
                        Integer.toHexString(31 * event.src().hashCode()),
                        Integer.toString(-17 * event.dst().hashCode()),
                        event.timeMicros()))
            .toList();
    Freshness fresh = Freshness.stale(5);
    assertSame(
        run(renamed, fresh, Negatives.ALL, Part.TEST).test(),
        run(events, fresh, Negatives.ALL, Part.TEST).test());
  }

  @Test
  void asManyNegativesAsThereAreCandidatesAreAll() {
    List<LinkEvent> events = HabitualStream.of(8, 600);
    assertSame(
        run(events, Freshness.PER_EVENT, new Negatives(1_000, 3), Part.TEST).test(),
        run(events, Freshness.PER_EVENT, Negatives.ALL, Part.TEST).test());
  }

  @Test
  void drawnNegativesDependOnTheirSeedOnly() {
    List<LinkEvent> events = HabitualStream.of(9, 900);
    Mrr one = run(events, Freshness.PER_EVENT, new Negatives(10, 3), Part.TEST).test();
    assertSame(run(events, Freshness.PER_EVENT, new Negatives(10, 3), Part.TEST).test(), one);
    assertThat(run(events, Freshness.PER_EVENT, new Negatives(10, 4), Part.TEST).test().mrr())
        .isNotEqualTo(one.mrr());
  }

  @Test
  void aLookAtSomeEventsStillAppliesAll() {
    List<LinkEvent> events = HabitualStream.of(10, 900);
    RankerEvaluation.Result some =
        RankerEvaluation.run(
            events,
            RankerSettings.wikipedia(),
            parameters,
            Freshness.PER_EVENT,
            Negatives.ALL,
            Part.TEST,
            50,
            done -> {});
    Mrr all = run(events, Freshness.PER_EVENT, Negatives.ALL, Part.TEST).test();
    assertThat(some.test().count()).isBetween(40L, 50L);
    assertThat(some.test().mrr()).isBetween(all.mrr() - 0.15, all.mrr() + 0.15);
  }

  @Test
  void parametersForOtherFeaturesAreRefused() {
    RankerParameters other = RandomParameters.of(5, 7, 4, 1);
    assertThatThrownBy(
            () ->
                RankerEvaluation.run(
                    HabitualStream.of(1, 100),
                    RankerSettings.wikipedia(),
                    other,
                    Freshness.PER_EVENT,
                    Negatives.ALL,
                    Part.TEST,
                    RankerEvaluation.EVERY_EVENT,
                    done -> {}))
        .hasMessageContaining("parameters for 7 features");
  }

  private RankerEvaluation.Result run(
      List<LinkEvent> events, Freshness freshness, Negatives negatives, Part last) {
    return RankerEvaluation.run(
        events,
        RankerSettings.wikipedia(),
        parameters,
        freshness,
        negatives,
        last,
        RankerEvaluation.EVERY_EVENT,
        done -> {});
  }

  private static void assertSame(Mrr one, Mrr other) {
    assertThat(one.count()).isEqualTo(other.count()).isPositive();
    assertThat(one.mrr()).isEqualTo(other.mrr());
    assertThat(one.hits10()).isEqualTo(other.hits10());
  }
}
