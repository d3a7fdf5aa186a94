package io.eddy.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.model.predict.RecencyPredictor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recency rule on tgbl-wiki-v2 against the values of an independent implementation. */
class WikipediaEvaluationTest {
  private static List<LinkEvent> events;

  @BeforeAll
  static void load() throws Exception {
    events = WikipediaData.load();
  }

  @Test
  void splitsAsPublished() {
    TimeSplit split = TimeSplit.of(events.stream().mapToLong(LinkEvent::timeMicros).toArray());

    assertThat(events.stream().map(e -> split.partOf(e.timeMicros())))
        .filteredOn(TimeSplit.Part.TRAINING::equals)
        .hasSize(110_232);
  }

  @ParameterizedTest
  @CsvSource({
    "per-event, 8192, 0.840808, 0.819437",
    "per-event, 128, 0.840806, 0.819434",
    "stale-200, 8192, 0.757581, 0.728221"
  })
  void reproducesTheReference(String freshness, int capacity, double validation, double test) {
    LinkEvaluation.Result result =
        LinkEvaluation.run(
            events, new RecencyPredictor(), Freshness.parse(freshness), capacity, done -> {});

    assertThat(result.validation().count()).isEqualTo(23_621);
    assertThat(result.test().count()).isEqualTo(23_621);
    assertThat(result.validation().mrr()).isCloseTo(validation, within(0.5e-6));
    assertThat(result.test().mrr()).isCloseTo(test, within(0.5e-6));
  }
}
