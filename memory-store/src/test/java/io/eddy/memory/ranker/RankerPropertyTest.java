package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.ranker.Replay.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for every feature, over random streams; rows are compared bit for bit. */
class RankerPropertyTest {
  private static final int EVENTS = 1_200;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void restartsChangeNoFeature(long seed) throws IOException {
    Random random = new Random(seed);
    RankerSettings settings = seed % 2 == 0 ? Replay.SETTINGS : tight();
    Replay steady = new Replay(settings, 1);
    Replay restarted = new Replay(settings, 1);
    for (Event event : Replay.events(seed, EVENTS)) {
      if (random.nextInt(25) == 0) {
        restarted.restart(random);
      }
      assertSameRows(restarted.rows(event), steady.rows(event));
      steady.apply(event);
      restarted.apply(event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void travellingChangesNoView(long seed) throws IOException {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    for (Event event : Replay.events(seed, EVENTS)) {
      SourceView view = replay.view(event);
      SourceView travelled = Replay.travelled(view);
      assertSameRows(replay.rows(travelled), replay.rows(view));
      assertThat(travelled.sameTimeDestinations()).isEqualTo(view.sameTimeDestinations());
      replay.apply(event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shardsTogetherGiveWhatOneGives(long seed) throws IOException {
    Replay one = new Replay(Replay.SETTINGS, 1);
    Replay three = new Replay(Replay.SETTINGS, 3);
    Random random = new Random(seed);
    for (Event event : Replay.events(seed, EVENTS)) {
      assertSameRows(three.rows(event), one.rows(event));
      one.apply(event);
      three.apply(event);
      if (random.nextInt(100) == 0) {
        three.restart(random);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void namesAndOrderOfNodesDoNotMatter(long seed) {
    List<Event> events = Replay.events(seed, EVENTS);
    Replay plain = new Replay(Replay.SETTINGS, 1);
    Replay renamed = new Replay(Replay.SETTINGS, 1);
    Map<String, String> names = shuffledNames(events, seed);
    plain.addCandidates(events.stream().map(Event::dst).distinct().toList());
    List<String> other =
        new ArrayList<>(events.stream().map(e -> names.get(e.dst())).distinct().toList());
    Collections.shuffle(other, new Random(seed));
    renamed.addCandidates(other);
    for (Event event : events) {
      Event alias = new Event(names.get(event.src()), names.get(event.dst()), event.timeMicros());
      Map<String, float[]> expected = new TreeMap<>();
      plain.rows(event).forEach((id, row) -> expected.put(names.get(id), row));
      assertSameRows(renamed.rows(alias), expected);
      plain.apply(event);
      renamed.apply(alias);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingOfLaterEventsLeaksIntoAFeature(long seed) {
    List<Event> events = Replay.events(seed, EVENTS);
    int now = EVENTS / 2;
    List<Event> altered = new ArrayList<>(events.subList(0, now));
    Random random = new Random(seed);
    for (Event event : events.subList(now, EVENTS)) {
      altered.add(
          new Event(
              "u" + random.nextInt(14),
              "p" + random.nextInt(40),
              event.timeMicros() + random.nextInt(1_000_000)));
    }
    altered.sort((a, b) -> Long.compare(a.timeMicros(), b.timeMicros()));
    Replay first = new Replay(Replay.SETTINGS, 1);
    Replay second = new Replay(Replay.SETTINGS, 1);
    first.addCandidates(events.stream().map(Event::dst).toList());
    second.addCandidates(events.stream().map(Event::dst).toList());
    second.addCandidates(List.of("only in the altered stream", "that one too"));
    for (int i = 0; i < now; i++) {
      Event event = events.get(i);
      assertThat(altered.get(i)).isEqualTo(event);
      Map<String, float[]> rows = second.rows(event);
      rows.keySet().removeAll(List.of("only in the altered stream", "that one too"));
      assertSameRows(rows, first.rows(event));
      first.apply(event);
      second.apply(event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void queriesLeaveTheStateAsItIs(long seed) {
    Replay asked = new Replay(Replay.SETTINGS, 1);
    Replay silent = new Replay(Replay.SETTINGS, 1);
    List<Event> events = Replay.events(seed, EVENTS);
    Random random = new Random(seed);
    for (Event event : events) {
      Event other = events.get(random.nextInt(events.size()));
      asked.rows(new Event(other.src(), other.dst(), event.timeMicros() + 5_000_000));
      asked.apply(event);
      silent.apply(event);
    }
    assertSameRows(asked.rows(events.get(EVENTS - 1)), silent.rows(events.get(EVENTS - 1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aRowIsTheSameAloneAndAmongOthers(long seed) {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    CandidateState shard = replay.shards.get(0);
    int width = RankerFeatures.size();
    Random random = new Random(seed);
    for (Event event : Replay.events(seed, EVENTS)) {
      SourceView view = replay.view(event);
      int size = shard.size();
      float[] all = new float[size * width];
      shard.features(view, all);
      float[] alone = new float[3 + width];
      int[] some = new int[size];
      Arrays.setAll(some, i -> random.nextInt(size));
      float[] part = new float[size * width];
      shard.features(view, some, size / 2, part);
      for (int i = 0; i < size / 2; i++) {
        assertThat(Arrays.copyOfRange(part, i * width, (i + 1) * width))
            .isEqualTo(Arrays.copyOfRange(all, some[i] * width, (some[i] + 1) * width));
        shard.features(view, i, alone, 3);
        assertThat(Arrays.copyOfRange(alone, 3, 3 + width))
            .isEqualTo(Arrays.copyOfRange(all, i * width, (i + 1) * width));
      }
      replay.apply(event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyFeatureIsFinite(long seed) {
    Replay replay = new Replay(tight(), 1);
    for (Event event : Replay.events(seed, EVENTS)) {
      for (float[] row : replay.rows(event).values()) {
        for (int f = 0; f < row.length; f++) {
          assertThat(row[f]).as(RankerFeatures.names().get(f)).isFinite();
        }
      }
      replay.apply(event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyFeatureVaries(long seed) {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    replay.addCandidates(List.of("never visited"));
    float[] least = new float[RankerFeatures.size()];
    float[] most = new float[RankerFeatures.size()];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(most, Float.NEGATIVE_INFINITY);
    for (Event event : Replay.events(seed, EVENTS)) {
      for (float[] row : replay.rows(event).values()) {
        for (int f = 0; f < row.length; f++) {
          least[f] = Math.min(least[f], row[f]);
          most[f] = Math.max(most[f], row[f]);
        }
      }
      replay.apply(event);
    }
    for (int f = 0; f < least.length; f++) {
      assertThat(most[f]).as(RankerFeatures.names().get(f)).isGreaterThan(least[f]);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void remembersNoMoreThanItMay(long seed) {
    Replay replay = new Replay(Replay.SETTINGS.withBounds(3, 2, 4), 1);
    for (Event event : Replay.events(seed, EVENTS)) {
      replay.apply(event);
      assertThat(replay.view(event).size()).isLessThanOrEqualTo(3);
    }
    assertThat(replay.sources.values().stream().mapToLong(SourceState::events).sum())
        .isEqualTo(EVENTS);
  }

  private static RankerSettings tight() {
    return Replay.SETTINGS.withBounds(4, 3, 5);
  }

  private static Map<String, String> shuffledNames(List<Event> events, long seed) {
    List<String> ids =
        new ArrayList<>(
            events.stream().flatMap(e -> Stream.of(e.src(), e.dst())).distinct().toList());
    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, new Random(seed));
    Map<String, String> names = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      names.put(ids.get(i), "node " + shuffled.get(i));
    }
    return names;
  }

  private static void assertSameRows(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    for (Map.Entry<String, float[]> entry : expected.entrySet()) {
      float[] row = actual.get(entry.getKey());
      for (int f = 0; f < row.length; f++) {
        if (Float.floatToRawIntBits(row[f]) != Float.floatToRawIntBits(entry.getValue()[f])) {
          throw new AssertionError(
              "%s of candidate '%s' is %s; expected %s"
                  .formatted(
                      RankerFeatures.names().get(f), entry.getKey(), row[f], entry.getValue()[f]));
        }
      }
    }
  }
}
