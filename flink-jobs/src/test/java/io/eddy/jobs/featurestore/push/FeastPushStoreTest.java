package io.eddy.jobs.featurestore.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import io.eddy.jobs.support.Snapshots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real HTTP server that keeps what it gets, in place of Feast's. */
class FeastPushStoreTest {
  private final List<JsonNode> pushed = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/push",
        exchange -> {
          JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
          if (status == 200) {
            pushed.add(body);
          }
          byte[] answer = "{\"detail\":\"no such source\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSnapshotIsPushedInPartsAsFeastsDataFrame() {
    EmbeddingSnapshot snapshot = Snapshots.of(7, 2_500, 3);
    try (FeastPushStore store = store()) {
      assertThat(store.publish(snapshot)).isEqualTo(2_500);
      assertThat(store.newest()).contains(snapshot.info());
    }
    assertThat(pushed).hasSize(3);
    JsonNode last = pushed.get(2);
    assertThat(last.path("push_source_name").asText()).isEqualTo("node_embedding_push");
    assertThat(last.path("to").asText()).isEqualTo("online");
    JsonNode frame = last.path("df");
    assertThat(frame.path("node_id")).hasSize(500);
    assertThat(frame.path("node_id").get(499).asText()).isEqualTo("u2499");
    assertThat(frame.path("emb").get(499)).hasSize(3);
    assertThat(frame.path("emb").get(499).get(0).floatValue()).isEqualTo(snapshot.vector(2_499)[0]);
    assertThat(frame.path("event_timestamp").get(0).asText()).isEqualTo("2023-11-21T22:13:20.123Z");
    assertThat(frame.path("snapshot_id").get(0).asLong()).isEqualTo(7);
    assertThat(frame.path("model_version").get(0).asText()).isEqualTo("smpnn 1.0");
  }

  @Test
  void aRefusalNamesThePushSource() {
    status = 422;
    try (FeastPushStore store = store()) {
      assertThatThrownBy(() -> store.publish(Snapshots.of(7, 3, 3)))
          .isExactlyInstanceOf(FeatureStoreException.class)
          .hasMessageContaining("422")
          .hasMessageContaining("no such source")
          .hasMessageContaining("eddy.features.push.source");
    }
  }

  @Test
  void aServerInTroubleMayRecover() {
    status = 503;
    try (FeastPushStore store = store()) {
      assertThatThrownBy(() -> store.publish(Snapshots.of(7, 3, 3)))
          .isInstanceOf(StoreUnavailableException.class);
      status = 200;
      assertThat(store.publish(Snapshots.of(7, 3, 3))).isEqualTo(3);
    }
    server.stop(0);
    try (FeastPushStore store = store()) {
      assertThatThrownBy(() -> store.publish(Snapshots.of(8, 3, 3)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("does not answer");
    }
  }

  private FeastPushStore store() {
    return new FeastPushStore(
        Settings.empty()
            .with(
                FeatureStoreOptions.PUSH_URL,
                "http://localhost:%d/".formatted(server.getAddress().getPort())));
  }
}
