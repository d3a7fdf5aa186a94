package io.eddy.jobs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairEventsTest {
  private record Event(long time, float weight) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theWeightIsThatOfTheWindowSinceTheLastDeletion(long seed) {
    Random random = new Random(seed);
    List<Event> all = new ArrayList<>();
    PairEvents events = PairEvents.NONE;
    for (int i = 0; i < 60; i++) {
      Event event =
          new Event(random.nextInt(100), random.nextInt(6) == 0 ? 0 : random.nextFloat() + 0.1f);
      all.add(event);
      events = events.with(event.time(), event.weight());
    }
    all.sort(Comparator.comparingLong(Event::time));
    PairEvents left = events;
    for (int moment = 0; moment < 120; moment += 7) {
      int after = moment - 30;
      double expected = 0;
      for (Event event : all) {
        if (event.time() > after && event.time() <= moment) {
          expected = event.weight() == 0 ? 0 : expected + event.weight();
        }
      }
      assertThat((double) events.weight(after, moment)).isCloseTo(expected, within(1e-4));
      // Dropping what no later moment sees must change no later moment.
      assertThat(left.weight(after, moment)).isEqualTo(events.weight(after, moment));
      left = left.without(after, moment);
    }
    assertThat(left.timesMicros().length).isLessThan(all.size());
    assertThat(left.without(1_000, 1_000).isEmpty()).isTrue();
  }

  @Test
  void theEventsOfAnEdgeAreThoseSinceTheLastDeletion() {
    PairEvents events =
        PairEvents.NONE.with(1, 1).with(5, PairEvents.DELETION).with(6, 2).with(9, 4).with(12, 1);
    assertThat(events.span(0, 4)).isEqualTo(new PairEvents.Span(1, 1, 1, 1));
    assertThat(events.span(0, 5)).isEqualTo(new PairEvents.Span(0, 0, 0, 0));
    assertThat(events.span(0, 11)).isEqualTo(new PairEvents.Span(6, 2, 6, 9));
    assertThat(events.span(6, 20)).isEqualTo(new PairEvents.Span(5, 2, 9, 12));
    assertThat(events.span(12, 20)).isEqualTo(new PairEvents.Span(0, 0, 0, 0));
  }

  @Test
  void whatComesLateBehindADeletionStaysDeleted() {
    PairEvents swept =
        PairEvents.NONE.with(1, 1).with(5, PairEvents.DELETION).without(-100, 10).with(3, 7);
    assertThat(swept.weight(-100, 10)).isZero();
    assertThat(swept.without(5, 105).isEmpty()).isTrue();
  }

  @Test
  void aDeletionThatHasNotHappenedYetDeletesNothing() {
    PairEvents events = PairEvents.NONE.with(1, 1).with(5, PairEvents.DELETION).with(6, 2);
    assertThat(events.weight(0, 4)).isEqualTo(1);
    assertThat(events.weight(0, 5)).isZero();
    assertThat(events.weight(0, 6)).isEqualTo(2);
    assertThat(events.without(0, 4)).isEqualTo(events);
    assertThat(events.without(0, 5))
        .isEqualTo(PairEvents.NONE.with(5, PairEvents.DELETION).with(6, 2));
  }
}
