package io.eddy.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.model.predict.LinkPredictors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinkEvaluationTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 6);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void doesNotDependOnIds(long seed) {
    List<LinkEvent> events = RandomEvents.of(seed, 600);
    List<LinkEvent> renamed = renamed(events, new Random(seed));

    for (Freshness freshness : List.of(Freshness.PER_EVENT, Freshness.stale(20))) {
      LinkEvaluation.Result original = run(events, freshness);
      LinkEvaluation.Result other = run(renamed, freshness);
      assertThat(other.validation().mrr()).isEqualTo(original.validation().mrr());
      assertThat(other.test().mrr()).isEqualTo(original.test().mrr());
      assertThat(other.test().hits10()).isEqualTo(original.test().hits10());
    }
  }

  @ParameterizedTest
  @CsvSource({"per-event, 3", "stale-7, 3", "per-event, 4", "stale-50, 4"})
  void seesNothingOfTheFuture(String freshness, long seed) {
    List<LinkEvent> events = RandomEvents.of(seed, 600);
    List<LinkEvent> changed = withShuffledTestDestinations(events, new Random(seed));

    LinkEvaluation.Result original = run(events, Freshness.parse(freshness));
    LinkEvaluation.Result other = run(changed, Freshness.parse(freshness));

    assertThat(other.validation().mrr()).isEqualTo(original.validation().mrr());
    assertThat(other.test().mrr()).as("the change").isNotEqualTo(original.test().mrr());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithANaiveProtocolPerEvent(long seed) {
    List<LinkEvent> events = RandomEvents.of(seed, 400);
    TimeSplit split = split(events);
    Mrr expected = new Mrr();
    for (int i = 0; i < events.size(); i++) {
      if (split.partOf(events.get(i).timeMicros()) == TimeSplit.Part.TEST) {
        expected.add(naiveRank(events, i));
      }
    }

    Mrr test = run(events, Freshness.PER_EVENT).test();

    assertThat(test.count()).isEqualTo(expected.count());
    assertThat(test.mrr()).isEqualTo(expected.mrr());
  }

  @Test
  void formsBatchesInsideEachPart() {
    List<LinkEvent> events = RandomEvents.of(1, 300);

    assertThat(run(events, Freshness.stale(300)).test().mrr())
        .isEqualTo(run(events, Freshness.stale(100_000)).test().mrr())
        .isNotEqualTo(run(events, Freshness.PER_EVENT).test().mrr());
  }

  @Test
  void tellsItsProgress() {
    List<Long> done = new ArrayList<>();

    LinkEvaluation.run(
        RandomEvents.of(1, 100),
        LinkPredictors.named("popularity"),
        Freshness.stale(10),
        8,
        done::add);

    assertThat(done).isSorted().doesNotHaveDuplicates().endsWith(100L);
  }

  @Test
  void refusesEventsOutOfOrder() {
    List<LinkEvent> events = List.of(new LinkEvent("u", "a", 2), new LinkEvent("u", "a", 1));

    assertThatThrownBy(() -> run(events, Freshness.PER_EVENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event 1 of time 1 us follows one of time 2 us");
  }

  /** The rank of event i under the recency rule, from the definitions and nothing kept. */
  private static double naiveRank(List<LinkEvent> events, int i) {
    LinkEvent asked = events.get(i);
    Map<String, Long> last = new HashMap<>();
    Map<String, Integer> visits = new HashMap<>();
    for (LinkEvent event : events.subList(0, i)) {
      visits.merge(event.dst(), 1, Integer::sum);
      if (event.src().equals(asked.src())) {
        last.put(event.dst(), event.timeMicros());
      }
    }
    double better = 0;
    double betterOrEqual = 0;
    for (String dst : destinations(events)) {
      boolean alsoTrue = events.contains(new LinkEvent(asked.src(), dst, asked.timeMicros()));
      if (!alsoTrue) {
        int order = Long.compare(last.getOrDefault(dst, -1L), last.getOrDefault(asked.dst(), -1L));
        if (order == 0) {
          order = Integer.compare(visits.getOrDefault(dst, 0), visits.getOrDefault(asked.dst(), 0));
        }
        better += order > 0 ? 1 : 0;
        betterOrEqual += order >= 0 ? 1 : 0;
      }
    }
    return 0.5 * (better + betterOrEqual) + 1;
  }

  /** Another future with the same destinations in it, since all of them are candidates. */
  private static List<LinkEvent> withShuffledTestDestinations(
      List<LinkEvent> events, Random random) {
    TimeSplit split = split(events);
    int firstTest = 0;
    while (split.partOf(events.get(firstTest).timeMicros()) != TimeSplit.Part.TEST) {
      firstTest++;
    }
    List<LinkEvent> test = events.subList(firstTest, events.size());
    List<String> dsts = new ArrayList<>(test.stream().map(LinkEvent::dst).toList());
    Collections.shuffle(dsts, random);
    List<LinkEvent> changed = new ArrayList<>(events.subList(0, firstTest));
    for (int i = 0; i < test.size(); i++) {
      changed.add(new LinkEvent(test.get(i).src(), dsts.get(i), test.get(i).timeMicros()));
    }
    return changed;
  }

  private static List<LinkEvent> renamed(List<LinkEvent> events, Random random) {
    List<String> names = new ArrayList<>(destinations(events));
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    return events.stream()
        .map(e -> new LinkEvent(e.src(), shuffled.get(names.indexOf(e.dst())), e.timeMicros()))
        .toList();
  }

  private static Set<String> destinations(List<LinkEvent> events) {
    return events.stream().map(LinkEvent::dst).collect(Collectors.toSet());
  }

  private static TimeSplit split(List<LinkEvent> events) {
    return TimeSplit.of(events.stream().mapToLong(LinkEvent::timeMicros).toArray());
  }

  private static LinkEvaluation.Result run(List<LinkEvent> events, Freshness freshness) {
    return LinkEvaluation.run(events, LinkPredictors.named("recency"), freshness, 64, done -> {});
  }
}
