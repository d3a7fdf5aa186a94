package io.eddy.jobs.featurestore.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.NodeIdType;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreAccessException;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Feast's {@code POST /push}: rows as columns of a JSON object, in parts of a bounded size.
 *
 * <p>Two promises of {@link FeatureStore} are Feast's here and not Eddy's: a reader may see part of
 * a snapshot while it is pushed, and whether an older value can replace a newer one depends on
 * Feast's online store (its Redis does not). A push that was broken off is done again from its
 * beginning; the values are the same.
 */
public final class FeastPushStore implements FeatureStore {
  private static final int ROWS = 1_000;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int QUOTED = 300;
  private static final JsonFactory JSON = new JsonFactory();

  private final FeatureNames names;
  private final URI address;
  private final String source;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private Optional<SnapshotInfo> newest = Optional.empty();

  /** A store behind the settings' feature server; connects at each use. */
  public FeastPushStore(Settings settings) {
    names = FeatureNames.of(settings);
    address =
        URI.create(settings.get(FeatureStoreOptions.PUSH_URL).replaceAll("/+$", "") + "/push");
    source = settings.get(FeatureStoreOptions.PUSH_SOURCE);
  }

  @Override
  public StoreKind kind() {
    return StoreKind.FEAST_PUSH;
  }

  /** The newest that this object has pushed: the server cannot be asked. */
  @Override
  public Optional<SnapshotInfo> newest() {
    return newest;
  }

  @Override
  public int publish(EmbeddingSnapshot snapshot) {
    SnapshotInfo info = snapshot.info();
    if (newest.isPresent() && newest.get().id() >= info.id()) {
      return 0;
    }
    for (int from = 0; from < info.nodes(); from += ROWS) {
      post(body(snapshot, from, Math.min(from + ROWS, info.nodes())));
    }
    newest = Optional.of(info);
    return info.nodes();
  }

  @Override
  public Map<String, Embedding> read(Collection<String> nodes) {
    throw new FeatureStoreException(
        "Eddy does not read from Feast's feature server; ask it with POST /get-online-features",
        null);
  }

  @Override
  public void close() {}

  private void post(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Feast's feature server at %s does not answer: %s".formatted(address, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while pushing to " + address, e);
    }
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String text = response.body();
    String message =
        "Feast's feature server at %s answers %d: %s"
            .formatted(address, status, text.substring(0, Math.min(QUOTED, text.length())));
    if (status == 401 || status == 403) {
      throw new StoreAccessException(message, null);
    }
    throw status >= 500 || status == 429
        ? new StoreUnavailableException(message, null)
        : new FeatureStoreException(
            "%s; check %s ('%s') and the names of the features"
                .formatted(message, FeatureStoreOptions.PUSH_SOURCE.key(), source),
            null);
  }

  private byte[] body(EmbeddingSnapshot snapshot, int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("push_source_name", source);
      json.writeStringField("to", "online");
      json.writeObjectFieldStart("df");
      columns(json, snapshot, from, to);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void columns(JsonGenerator json, EmbeddingSnapshot snapshot, int from, int to)
      throws IOException {
    SnapshotInfo info = snapshot.info();
    json.writeArrayFieldStart(names.entity());
    for (int i = from; i < to; i++) {
      String node = snapshot.nodes().get(i);
      if (names.idType() == NodeIdType.INT64) {
        json.writeNumber(NodeIdType.number(node));
      } else {
        json.writeString(node);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart(names.embedding());
    for (int i = from; i < to; i++) {
      json.writeStartArray();
      for (int k = 0; k < info.dimension(); k++) {
        json.writeNumber(snapshot.vectors()[i * info.dimension() + k]);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart(FeatureNames.EVENT_TIMESTAMP);
    for (int i = from; i < to; i++) {
      json.writeString(info.time().toString());
    }
    json.writeEndArray();
    json.writeArrayFieldStart(FeatureNames.SNAPSHOT_ID);
    for (int i = from; i < to; i++) {
      json.writeNumber(info.id());
    }
    json.writeEndArray();
    json.writeArrayFieldStart(FeatureNames.MODEL_VERSION);
    for (int i = from; i < to; i++) {
      json.writeString(info.model());
    }
    json.writeEndArray();
  }
}
