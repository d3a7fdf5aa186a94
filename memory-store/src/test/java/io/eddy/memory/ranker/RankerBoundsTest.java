package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.ranker.Replay.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ranker remembers stays within its bounds, and a restart changes nothing there. */
class RankerBoundsTest {
  private static final int EVENTS = 1_200;
  private static final LinkBounds TIGHT = new LinkBounds(9, 6, 90);
  private static final RankerSettings SETTINGS = Replay.SETTINGS.withBounds(6, 4, 9);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void restartsChangeNoFeatureWhileBoundsAreInForce(long seed) throws IOException {
    Random random = new Random(seed);
    Replay steady = new Replay(SETTINGS, 1, TIGHT);
    Replay restarted = new Replay(SETTINGS, 1, TIGHT);
    for (Event event : Replay.events(seed, EVENTS)) {
      if (random.nextInt(25) == 0) {
        restarted.restart(random);
      }
      assertSameRows(restarted, steady, event);
      steady.apply(event);
      restarted.apply(event);
    }
    assertThat(steady.shards.get(0).links()).isEqualTo(TIGHT.total());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void cardsWrittenOnlyWhenTheyChangedRestoreTheSameRows(long seed) throws IOException {
    Random random = new Random(seed);
    Replay replay = new Replay(SETTINGS, 1, TIGHT);
    Map<String, byte[]> store = new HashMap<>();
    for (Event event : Replay.events(seed, EVENTS)) {
      replay.apply(event);
      CandidateState shard = replay.shards.get(0);
      for (int card : shard.takeChanged()) {
        store.put(shard.id(card), card(shard, card));
      }
      if (random.nextInt(60) == 0) {
        Replay restored = new Replay(SETTINGS, 1, TIGHT);
        restored.sources = replay.sources;
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        shard.writeStream(new DataOutputStream(stream));
        CandidateState state = restored.shards.get(0);
        state.readStream(in(stream.toByteArray()));
        List<String> ids = new ArrayList<>(store.keySet());
        Collections.shuffle(ids, random);
        for (String id : ids) {
          state.readCard(in(store.get(id)));
        }
        assertSameRows(restored, replay, event);
        assertThat(state.links()).isEqualTo(shard.links());
        replay = restored;
      }
    }
  }

  @Test
  void aQueryLooksAtNoMoreLinksHoweverManyPagesFollowedAHub() {
    LinkBounds bounds = new LinkBounds(50, 40, 100_000);
    Replay replay = new Replay(Replay.SETTINGS, 1, bounds);
    long time = 0;
    for (int i = 0; i < 3_000; i++) {
      replay.apply(new Event("u" + i, "hub", time += 1_000_000));
      replay.apply(new Event("u" + i, "p" + i, time += 1_000_000));
    }
    CandidateState shard = replay.shards.get(0);
    replay.apply(new Event("new", "hub", time));
    float[] row = new float[RankerFeatures.size()];
    SourceView view = replay.view(new Event("new", "any", time));
    shard.features(view, shard.indexOf("p2999"), row, 0);

    assertThat(shard.linksLookedAt()).isEqualTo(bounds.ofPage());
    int logCount = RankerFeatures.names().indexOf("transition.logCount");
    assertThat(row[logCount]).isPositive();
    shard.features(view, shard.indexOf("p2"), row, 0);
    assertThat(row[logCount]).as("of a link long forgotten").isZero();
  }

  @Test
  void contextsAndTheirTargetsAreBounded() throws IOException {
    int contexts = 5;
    MarkovCounts counts = new MarkovCounts();
    for (int context = 0; context < 20; context++) {
      for (int target = 0; target < 3 * MarkovCounts.MAX_TARGETS; target++) {
        counts.add(MarkovCounts.context(context), target, contexts);
      }
    }
    for (int context = 0; context < 20; context++) {
      long total = counts.total(MarkovCounts.context(context));
      assertThat(total).isEqualTo(context < 15 ? 0 : MarkovCounts.MAX_TARGETS);
    }
    long[] steps = new long[3 * MarkovCounts.MAX_TARGETS];
    counts.scatter(MarkovCounts.context(19), steps);
    assertThat(Arrays.stream(steps).filter(n -> n > 0).count()).isEqualTo(MarkovCounts.MAX_TARGETS);
  }

  @Test
  void sourcesOfADestinationAreBoundedAndTheLongestAwayGoesFirst() {
    SourceTraces traces = new SourceTraces();
    for (int i = 0; i < 100; i++) {
      traces.apply("u" + i, i, i, i - 1, "u" + (i - 1), 4);
      traces.apply("often", i, i, i, "u" + i, 4);
    }
    assertThat(traces.size()).isEqualTo(4);
    assertThat(answered(traces, "often")).isPositive();
    float[] forgotten = new float[4];
    float[] unknown = new float[4];
    traces.features("u90", 200, 100, 100, "often", forgotten, 0);
    SourceTraces.unknown(unknown, 0);
    assertThat(forgotten).isEqualTo(unknown);
  }

  private static float answered(SourceTraces traces, String src) {
    float[] out = new float[4];
    traces.features(src, 200, 100, 100, "other", out, 0);
    return out[1];
  }

  private static void assertSameRows(Replay actual, Replay expected, Event event) {
    Map<String, float[]> rows = actual.rows(event);
    Map<String, float[]> others = expected.rows(event);
    assertThat(rows.keySet()).isEqualTo(others.keySet());
    others.forEach((id, row) -> assertThat(rows.get(id)).as(id).isEqualTo(row));
  }

  private static byte[] card(CandidateState shard, int card) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    shard.writeCard(card, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
