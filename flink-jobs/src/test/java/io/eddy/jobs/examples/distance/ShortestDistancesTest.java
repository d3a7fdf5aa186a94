package io.eddy.jobs.examples.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.jobs.loop.program.FakeContext;
import io.eddy.jobs.loop.program.MessageDelays;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDistancesTest {
  private static final String FILE = "mathoverflow/sx-mathoverflow.txt.gz";

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
    mathoverflow().checkOneByOne(MessageDelays.constant(0), 1);
  }

  @Test
  @Tag("heavy")
  void distancesOnMathoverflowAreThoseOfBreadthFirstSearchWhenEventsOverlap() throws Exception {
    ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> mathoverflow = mathoverflow();
    mathoverflow.checkOverlapping(MessageDelays.uniform(1), 1);
    mathoverflow.checkOverlapping(MessageDelays.exponential(1), 2);
  }

  /** Answers and comments between 24,818 people, as edges in the order of the file. */
  private static ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> mathoverflow()
      throws IOException {
    Path file = dataFile();
    if (!Files.exists(file)) {
      String reason = "skipped: %s is not there; set EDDY_DATA to the data folder".formatted(file);
      System.out.println(reason);
      abort(reason);
    }
    List<DistanceEvent> events = new ArrayList<>();
    Set<String> nodes = new HashSet<>();
    for (String[] edge : read(file)) {
      if (events.isEmpty()) {
        events.add(new DistanceEvent.Start(edge[0]));
      }
      events.add(new DistanceEvent.Arc(edge[0], edge[1]));
      events.add(new DistanceEvent.Arc(edge[1], edge[0]));
      nodes.add(edge[0]);
      nodes.add(edge[1]);
    }
    assertThat(nodes).hasSize(24_818);
    return DistanceCase.of(events, nodes.size());
  }

  private static Path dataFile() {
    String given = System.getenv("EDDY_DATA");
    // Surefire runs in the module's folder.
    Path folder = given == null || given.isEmpty() ? Path.of("../../shared/data") : Path.of(given);
    return folder.resolve(FILE);
  }

  private static List<String[]> read(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      return lines.lines().map(line -> line.split(" ", -1)).toList();
    }
  }
}
