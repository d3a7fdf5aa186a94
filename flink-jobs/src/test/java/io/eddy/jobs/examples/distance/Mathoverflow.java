package io.eddy.jobs.examples.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.eddy.jobs.examples.cases.ExampleCase;
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

/** The data set sx-mathoverflow: answers and comments between 24,818 people. */
public final class Mathoverflow {
  private static final String FILE = "mathoverflow/sx-mathoverflow.txt.gz";

  private Mathoverflow() {}

  /**
   * Its edges as undirected ones, in the order of the file, and distances from the first person in
   * it. Aborts the test if the file is not there.
   */
  public static ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> distances()
      throws IOException {
    Path file = file();
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

  private static Path file() {
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
