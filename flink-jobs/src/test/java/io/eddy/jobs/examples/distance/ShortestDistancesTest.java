package io.eddy.jobs.examples.distance;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.jobs.loop.program.FakeContext;
import io.eddy.jobs.loop.program.MessageDelays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDistancesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void distancesOnRandomGraphsAreThoseOfBreadthFirstSearch(long seed) throws Exception {
    DistanceCase.random(120, 0.5 + seed / 2.0, seed).checkInEveryWay(seed);
  }

  @Test
  void aNodeTellsItsSuccessorsOnlyWhenItGotCloser() throws Exception {
    FakeContext<DistanceState, Integer, NodeDistance> context =
        new FakeContext<>("a", new DistanceState(4, List.of("b", "c")));
    ShortestDistances program = new ShortestDistances();

    program.onMessage(4, context);
    assertThat(context.sent()).isEmpty();
    assertThat(context.results()).isEmpty();

    program.onMessage(2, context);
    assertThat(context.state()).isEqualTo(new DistanceState(2, List.of("b", "c")));
    assertThat(context.results()).containsExactly(new NodeDistance("a", 2));
    assertThat(context.sent())
        .containsExactly(
            new FakeContext.Sent<>("b", 3, 1, 0), new FakeContext.Sent<>("c", 3, 1, 0));
  }

  @Test
  void aRepeatedArcCausesNoMessage() throws Exception {
    FakeContext<DistanceState, Integer, NodeDistance> context =
        new FakeContext<>("a", new DistanceState(0, List.of("b")));

    new ShortestDistances().onEvent(new DistanceEvent.Arc("a", "b"), context);

    assertThat(context.sent()).isEmpty();
    assertThat(context.state().successors()).containsExactly("b");
  }

  @Test
  void distancesOnMathoverflowAreThoseOfBreadthFirstSearch() throws Exception {
    Mathoverflow.distances().checkOneByOne(MessageDelays.constant(0), 1);
  }

  @Test
  @Tag("heavy")
  void distancesOnMathoverflowAreThoseOfBreadthFirstSearchWhenEventsOverlap() throws Exception {
    ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> mathoverflow =
        Mathoverflow.distances();
    mathoverflow.checkOverlapping(MessageDelays.uniform(1), 1);
    mathoverflow.checkOverlapping(MessageDelays.exponential(1), 2);
  }
}
