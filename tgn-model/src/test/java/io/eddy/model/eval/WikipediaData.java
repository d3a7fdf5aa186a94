package io.eddy.model.eval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The real events of tgbl-wiki-v2, where they are at hand. */
final class WikipediaData {
  private static final String FILE = "wikipedia/wikipedia.csv.gz";

  private WikipediaData() {}

  /** All events, or a skipped test when the file is absent. */
  static List<LinkEvent> load() throws IOException {
    Path file = folder().resolve(FILE);
    Assumptions.assumeTrue(
        Files.isRegularFile(file),
        () -> file + " is absent; set EDDY_DATA to the data folder to run this test");
    List<LinkEvent> events = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        long micros = (long) (Double.parseDouble(fields[2]) * 1_000_000);
        events.add(new LinkEvent("user-" + fields[0], "page-" + fields[1], micros));
      }
    }
    return events;
  }

  /** EDDY_DATA, else the folder shared/data beside the repository. */
  private static Path folder() {
    String configured = System.getenv("EDDY_DATA");
    if (configured != null && !configured.isBlank()) {
      return Path.of(configured);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve(".git"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared").resolve("data");
  }
}
