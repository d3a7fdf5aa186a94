package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.ranker.Replay.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortlistTest {
  private static final Shortlist SOME = new Shortlist(3, 4, 3, 5);

  @Test
  void namesEachKindInItsOrder() {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    for (String step : List.of("u a", "u b", "x b", "x c", "y b", "y c", "z b", "z d", "z e")) {
      replay.apply(new Event(step.substring(0, 1), step.substring(2), 10));
    }
    assertThat(list(replay, "u", new Shortlist(9, 0, 0, 0))).containsExactly("b", "a");
    assertThat(list(replay, "u", new Shortlist(1, 0, 0, 0))).containsExactly("b");
    assertThat(list(replay, "u", new Shortlist(0, 3, 0, 0))).containsExactly("e", "d", "b");
    assertThat(list(replay, "u", new Shortlist(0, 0, 9, 0))).containsExactly("c", "d");
    assertThat(list(replay, "u", new Shortlist(0, 0, 0, 3))).containsExactly("b", "c", "e");
    assertThat(list(replay, "u", new Shortlist(1, 2, 1, 1)))
        .containsExactly("b", "e", "d", "c", "a");
    assertThat(list(replay, "nobody", new Shortlist(5, 0, 5, 0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void listsEachCandidateOnceAlsoAfterARestart(long seed) throws IOException {
    Replay steady = new Replay(Replay.SETTINGS, 1);
    Replay restarted = new Replay(Replay.SETTINGS, 1);
    Random random = new Random(seed);
    for (Event event : Replay.events(seed, 800)) {
      if (random.nextInt(20) == 0) {
        restarted.restart(random);
      }
      List<String> listed = list(steady, event.src(), SOME);
      assertThat(listed).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(SOME.capacity());
      assertThat(list(restarted, event.src(), SOME)).isEqualTo(listed);
      steady.apply(event);
      restarted.apply(event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void popularOnesHaveMostEvents(long seed) {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    Map<String, Integer> counts = new HashMap<>();
    for (Event event : Replay.events(seed, 500)) {
      replay.apply(event);
      counts.merge(event.dst(), 1, Integer::sum);
      List<String> popular = list(replay, "nobody", new Shortlist(0, 0, 0, 6));
      List<Integer> best = new ArrayList<>(counts.values());
      best.sort((a, b) -> b - a);
      assertThat(popular.stream().map(counts::get).toList())
          .isEqualTo(best.subList(0, Math.min(6, best.size())));
    }
  }

  @Test
  void refusesNegativeSizes() {
    assertThatThrownBy(() -> new Shortlist(1, -2, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-2 active");
  }

  private static List<String> list(Replay replay, String src, Shortlist sizes) {
    CandidateState shard = replay.shards.get(0);
    int[] out = new int[sizes.capacity()];
    int count = shard.shortlist(replay.view(new Event(src, "", 20)), sizes, out);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(shard.id(out[i]));
    }
    return ids;
  }
}
