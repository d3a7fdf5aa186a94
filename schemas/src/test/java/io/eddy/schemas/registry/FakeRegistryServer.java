package io.eddy.schemas.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The part of Confluent's API that Eddy uses, over real HTTP: status codes, error codes and bodies
 * as the server sends them. Compatibility is BACKWARD, or NONE as Apicurio starts with.
 */
final class FakeRegistryServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BY_ID = Pattern.compile("/api/schemas/ids/(-?\\d+)");
  private static final Pattern LOOK_UP = Pattern.compile("/api/subjects/([^/]+)");
  private static final Pattern VERSIONS = Pattern.compile("/api/subjects/([^/]+)/versions");
  private static final Pattern LATEST = Pattern.compile("/api/subjects/([^/]+)/versions/latest");
  private static final Pattern COMPATIBLE =
      Pattern.compile("/api/compatibility/subjects/([^/]+)/versions/latest");

  final List<String> requests = new ArrayList<>();
  final List<String> schemas = new ArrayList<>();
  boolean backward = true;
  private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
  private final HttpServer server;

  FakeRegistryServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/api");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    requests.add(method + " " + path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (method.equals("POST")
        && !"application/vnd.schemaregistry.v1+json"
            .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      answer(exchange, 415, error(415, "HTTP 415 Unsupported Media Type"));
      return;
    }
    Matcher byId = BY_ID.matcher(path);
    Matcher lookUp = LOOK_UP.matcher(path);
    Matcher versions = VERSIONS.matcher(path);
    Matcher latest = LATEST.matcher(path);
    Matcher compatible = COMPATIBLE.matcher(path);
    if (method.equals("GET") && byId.matches()) {
      schemaOf(exchange, Integer.parseInt(byId.group(1)));
    } else if (method.equals("GET") && latest.matches()) {
      latest(exchange, latest.group(1));
    } else if (method.equals("POST") && lookUp.matches()) {
      lookUp(exchange, lookUp.group(1), schemaIn(body));
    } else if (method.equals("POST") && versions.matches()) {
      register(exchange, versions.group(1), schemaIn(body));
    } else if (method.equals("POST") && compatible.matches()) {
      boolean ok = takes(compatible.group(1), new Schema.Parser().parse(schemaIn(body)));
      answer(exchange, 200, JSON.createObjectNode().put("is_compatible", ok).toString());
    } else {
      answer(exchange, 404, error(404, "HTTP 404 Not Found"));
    }
  }

  private void schemaOf(HttpExchange exchange, int id) throws IOException {
    if (id < 1 || id > schemas.size()) {
      answer(exchange, 404, error(40403, "Schema " + id + " not found"));
      return;
    }
    ObjectNode node = JSON.createObjectNode().put("schema", schemas.get(id - 1));
    answer(exchange, 200, node.toString());
  }

  private void latest(HttpExchange exchange, String subject) throws IOException {
    List<Integer> ids = subjects.getOrDefault(subject, List.of());
    if (ids.isEmpty()) {
      answer(exchange, 404, error(40401, "Subject '" + subject + "' not found."));
      return;
    }
    answer(exchange, 200, version(subject, ids.size()));
  }

  private void lookUp(HttpExchange exchange, String subject, String schema) throws IOException {
    List<Integer> ids = subjects.getOrDefault(subject, List.of());
    int at = ids.indexOf(schemas.indexOf(schema) + 1);
    if (ids.isEmpty()) {
      answer(exchange, 404, error(40401, "Subject '" + subject + "' not found."));
    } else if (at < 0) {
      answer(exchange, 404, error(40403, "Schema not found"));
    } else {
      answer(exchange, 200, version(subject, at + 1));
    }
  }

  private void register(HttpExchange exchange, String subject, String text) throws IOException {
    Schema schema;
    try {
      schema = new Schema.Parser().parse(text);
    } catch (SchemaParseException e) {
      answer(exchange, 422, error(42201, "Invalid schema " + text));
      return;
    }
    if (!takes(subject, schema)) {
      answer(
          exchange,
          409,
          error(409, "Schema being registered is incompatible with an earlier schema"));
      return;
    }
    int at = schemas.indexOf(text);
    if (at < 0) {
      schemas.add(text);
      at = schemas.size() - 1;
    }
    List<Integer> ids = subjects.computeIfAbsent(subject, s -> new ArrayList<>());
    if (!ids.contains(at + 1)) {
      ids.add(at + 1);
    }
    answer(exchange, 200, JSON.createObjectNode().put("id", at + 1).toString());
  }

  private boolean takes(String subject, Schema schema) {
    List<Integer> ids = subjects.getOrDefault(subject, List.of());
    return !backward
        || ids.isEmpty()
        || PlainSchemas.canRead(
            schema, new Schema.Parser().parse(schemas.get(ids.get(ids.size() - 1) - 1)));
  }

  private String version(String subject, int version) {
    int id = subjects.get(subject).get(version - 1);
    return JSON.createObjectNode()
        .put("subject", subject)
        .put("version", version)
        .put("id", id)
        .put("schema", schemas.get(id - 1))
        .toString();
  }

  private static String schemaIn(String body) throws IOException {
    return JSON.readTree(body).get("schema").textValue();
  }

  private static String error(int code, String message) {
    return JSON.createObjectNode().put("error_code", code).put("message", message).toString();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
