package io.eddy.cli.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Flink's REST API whether a job's tasks run: a job is "running" before its tasks are. */
final class RunningTasks {
  private static final Logger LOG = LoggerFactory.getLogger(RunningTasks.class);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunningTasks() {}

  /** Whether every task of the job runs; false while the REST API does not answer. */
  static boolean all(URI dashboard, JobID job) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(dashboard.resolve("/jobs/" + job)).build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode vertices = JSON.readTree(response.body()).path("vertices");
      return !vertices.isEmpty()
          && vertices
              .valueStream()
              .allMatch(vertex -> vertex.path("status").asText().equals("RUNNING"));
    } catch (IOException e) {
      LOG.debug("The dashboard does not answer yet", e);
      return false;
    }
  }
}
