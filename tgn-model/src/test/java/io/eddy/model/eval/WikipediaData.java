package io.eddy.model.eval;

import io.eddy.model.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The real events of tgbl-wiki-v2, where they are at hand. */
final class WikipediaData {
  private static final String FILE = "wikipedia/wikipedia.csv.gz";

  private WikipediaData() {}

  /** All events, or a skipped test when the file is absent. */
  static List<LinkEvent> load() throws IOException {
    Path file = SharedData.file(FILE);
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
}
