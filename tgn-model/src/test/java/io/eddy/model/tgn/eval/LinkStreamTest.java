package io.eddy.model.tgn.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.tgn.engine.EdgeColumns;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams as columns, nodes that are held back, and past destinations. */
final class LinkStreamTest {
  @Test
  void nodesAreNumberedByFirstAppearance() {
    LinkStream stream =
        LinkStream.of(
            List.of(
                new LinkEvent("b", "x", 1), new LinkEvent("a", "x", 2), new LinkEvent("b", "a", 3)),
            new float[] {1, 2, 3, 4, 5, 6},
            2);
    assertThat(stream.edges().src()).containsExactly(0, 2, 0);
    assertThat(stream.edges().dst()).containsExactly(1, 1, 2);
    assertThat(stream.nodes()).isEqualTo(3);
    assertThat(stream.destinations()).containsExactly(1, 2);
    EdgeColumns last = stream.where(i -> i != 1);
    assertThat(last.src()).containsExactly(0, 0);
    assertThat(last.timesMicros()).containsExactly(1, 3);
    assertThat(last.features()).containsExactly(1, 2, 5, 6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void unseenNodesComeUpAfterTrainingAndHaveNoTrainingEventLeft(long seed) {
    LinkStream stream = TestStreams.habits(seed, 300);
    UnseenNodes unseen = UnseenNodes.draw(stream, 0.2, seed);
    assertThat(unseen.size()).isEqualTo((int) (0.2 * stream.nodes()));
    int end = stream.end(Part.TRAINING);
    Set<Integer> met = new HashSet<>();
    for (int i = end; i < 300; i++) {
      if (unseen.touches(stream, i)) {
        met.add(stream.edges().src()[i]);
        met.add(stream.edges().dst()[i]);
      }
    }
    assertThat(met).hasSizeGreaterThanOrEqualTo(unseen.size());
    EdgeColumns kept = stream.where(i -> i < end && !unseen.touches(stream, i));
    assertThat(kept.size()).isLessThan(end);
    assertThat(UnseenNodes.NONE.touches(stream, 0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void historicalNegativesAreOtherPastDestinations(long seed) {
    LinkStream stream = TestStreams.habits(seed, 300);
    SplittableRandom random = new SplittableRandom(seed);
    PastDestinations past = new PastDestinations();
    EdgeColumns edges = stream.edges();
    for (int i = 0; i < edges.size(); i++) {
      int src = edges.src()[i];
      int dst = edges.dst()[i];
      int end = i;
      Set<Integer> known = new HashSet<>();
      for (int k = 0; k < end; k++) {
        if (edges.src()[k] == src && edges.dst()[k] != dst) {
          known.add(edges.dst()[k]);
        }
      }
      int drawn = past.draw(src, dst, stream.destinations(), random);
      assertThat(drawn).isNotEqualTo(dst);
      if (known.isEmpty()) {
        assertThat(Arrays.stream(stream.destinations()).boxed()).contains(drawn);
      } else {
        assertThat(known).contains(drawn);
      }
      past.add(src, dst);
    }
  }

  @Test
  void theTimeBetweenEventsOfANodeIsMeasuredOnTheTrainingPart() {
    LinkStream stream =
        LinkStream.of(
            List.of(
                new LinkEvent("a", "x", 0),
                new LinkEvent("a", "x", 2_000_000),
                new LinkEvent("a", "x", 6_000_000),
                new LinkEvent("a", "x", 7_000_000),
                new LinkEvent("a", "x", 900_000_000)),
            new float[0],
            0);
    // Gaps of both ends up to 6 s or 7 s: 0, 2, 4 and, before the split at 70 %, nothing later.
    assertThat(stream.end(Part.TRAINING)).isEqualTo(3);
    TimeShift shift = TimeShift.of(stream);
    assertThat(shift.mean()).isEqualTo(2);
    assertThat(shift.deviation()).isEqualTo(Math.sqrt(8 / 3.0));
  }
}
