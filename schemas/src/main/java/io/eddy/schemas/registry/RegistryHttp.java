package io.eddy.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * HTTP to a registry server: timeouts, and retries where no answer came. Every request may be made
 * twice without harm. Thread-safe.
 */
final class RegistryHttp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final int ATTEMPTS = 4;
  private static final int OK = 200;

  /** What the server answered to a request. */
  record Answer(String request, int status, String body) {}

  /** Waits between attempts. */
  @FunctionalInterface
  interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  private final String server;
  private final Duration timeout;
  private final Pause pause;
  private final HttpClient client;

  RegistryHttp(URI server) {
    this(server, TIMEOUT, duration -> Thread.sleep(duration.toMillis()));
  }

  RegistryHttp(URI server, Duration timeout, Pause pause) {
    this.server = server.toString().replaceFirst("/+$", "");
    this.timeout = timeout;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  String server() {
    return server;
  }

  Answer get(String path) {
    return send("GET " + path, request(path).GET().build());
  }

  Answer post(String path, String json) {
    return send(
        "POST " + path,
        request(path)
            .header("Content-Type", MEDIA_TYPE)
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  /** The JSON of a 200. */
  JsonNode json(Answer answer) {
    if (answer.status() != OK) {
      throw unexpected("failed", answer);
    }
    try {
      JsonNode json = JSON.readTree(answer.body());
      if (json != null && json.isObject()) {
        return json;
      }
      throw unexpected("answers no JSON object", answer);
    } catch (JsonProcessingException e) {
      throw unexpected("answers no JSON (is this address a schema registry?)", answer);
    }
  }

  SchemaRegistryException unexpected(String problem, Answer answer) {
    return new SchemaRegistryException(
        "schema registry %s %s: %s answered HTTP %d: %s"
            .formatted(
                server, problem, answer.request(), answer.status(), shortened(answer.body())),
        null);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .timeout(timeout)
        .header("Accept", MEDIA_TYPE + ", application/json");
  }

  private Answer send(String name, HttpRequest request) {
    Duration wait = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Answer(name, response.statusCode(), response.body());
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new SchemaRegistryException(
              "schema registry %s cannot be reached after %d attempts (%s): %s; is it running, and is eddy.registry its address?"
                  .formatted(server, attempt, name, reason(e)),
              e);
        }
        wait = paused(wait);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private Duration paused(Duration wait) {
    try {
      pause.of(wait);
      return wait.multipliedBy(2);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private SchemaRegistryException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SchemaRegistryException("interrupted while asking schema registry " + server, e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String shortened(String body) {
    int limit = 500;
    return body.length() <= limit ? body : body.substring(0, limit) + "…";
  }
}
