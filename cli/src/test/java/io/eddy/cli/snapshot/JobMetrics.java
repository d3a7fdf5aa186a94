package io.eddy.cli.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The metrics of a job as its dashboard has them. */
record JobMetrics(URI dashboard) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The one value of a gauge that some operator has; −1 while the dashboard does not know it. */
  long value(String gauge) {
    List<Long> values = new ArrayList<>();
    for (JsonNode job : get("/jobs").get("jobs")) {
      String path = "/jobs/" + job.get("id").asText();
      for (JsonNode vertex : get(path).get("vertices")) {
        String metrics = path + "/vertices/" + vertex.get("id").asText() + "/metrics";
        for (JsonNode metric : get(metrics)) {
          String id = metric.get("id").asText();
          if (id.endsWith("." + gauge)) {
            values.add(get(metrics + "?get=" + encoded(id)).get(0).get("value").asLong());
          }
        }
      }
    }
    if (values.size() > 1) {
      throw new IllegalStateException("%s has the values %s".formatted(gauge, values));
    }
    return values.isEmpty() ? -1 : values.get(0);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(dashboard.resolve(path).toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
