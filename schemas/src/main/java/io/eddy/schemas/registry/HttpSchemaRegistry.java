package io.eddy.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A registry server with Confluent's REST API: Confluent's own, or Apicurio under {@code
 * …/apis/ccompat/v7}.
 *
 * <p>Schemas are sent whole, with the types they refer to written out. What the server has said
 * once about an id or a registered schema is kept, as neither ever changes; compatibility is asked
 * anew. A server may be set to accept any schema (Apicurio is, from the start), so that a new
 * version is BACKWARD compatible with the latest is checked here as well. Thread-safe.
 */
final class HttpSchemaRegistry implements SchemaRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private record Registration(String subject, Schema schema) {}

  private final RegistryHttp http;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

  HttpSchemaRegistry(URI server) {
    this(new RegistryHttp(server));
  }

  HttpSchemaRegistry(RegistryHttp http) {
    this.http = http;
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration registration = new Registration(subject, PlainSchemas.plain(schema));
    Integer known = ids.get(registration);
    if (known != null) {
      return known;
    }
    int id = lookUp(registration).orElseGet(() -> registerNew(registration));
    ids.put(registration, id);
    return id;
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    RegistryHttp.Answer answer = http.get("/schemas/ids/" + id);
    if (answer.status() == NOT_FOUND) {
      throw new UnknownSchemaException(
          "schema registry %s has no schema with id %d: %s"
              .formatted(http.server(), id, answer.body()));
    }
    Schema schema = schemaIn(answer);
    schemas.put(id, schema);
    return schema;
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    Schema plain = PlainSchemas.plain(schema);
    Optional<Schema> latest = latest(subject);
    if (latest.isEmpty()) {
      return true;
    }
    if (!PlainSchemas.canRead(plain, latest.get())) {
      return false;
    }
    RegistryHttp.Answer answer =
        http.post("/compatibility/subjects/" + encoded(subject) + "/versions/latest", body(plain));
    JsonNode compatible = http.json(answer).get("is_compatible");
    if (compatible == null || !compatible.isBoolean()) {
      throw http.unexpected("does not say whether the schema is compatible", answer);
    }
    return compatible.booleanValue();
  }

  /** The id under which the subject has this very schema already. */
  private Optional<Integer> lookUp(Registration registration) {
    RegistryHttp.Answer answer =
        http.post("/subjects/" + encoded(registration.subject()), body(registration.schema()));
    return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(idIn(answer));
  }

  private int registerNew(Registration registration) {
    String subject = registration.subject();
    Schema schema = registration.schema();
    Optional<Schema> latest = latest(subject);
    if (latest.isPresent() && !PlainSchemas.canRead(schema, latest.get())) {
      throw new SchemaRegistryException(
          "schema registry %s: %s cannot read what the latest version of subject '%s' wrote, so it is not registered; give new fields a default and keep types"
              .formatted(http.server(), schema.getFullName(), subject),
          null);
    }
    RegistryHttp.Answer answer =
        http.post("/subjects/" + encoded(subject) + "/versions", body(schema));
    if (answer.status() == CONFLICT || answer.status() == UNPROCESSABLE) {
      throw http.unexpected(
          "refuses %s under subject '%s'".formatted(schema.getFullName(), subject), answer);
    }
    return idIn(answer);
  }

  private Optional<Schema> latest(String subject) {
    RegistryHttp.Answer answer = http.get("/subjects/" + encoded(subject) + "/versions/latest");
    return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(schemaIn(answer));
  }

  private int idIn(RegistryHttp.Answer answer) {
    JsonNode id = http.json(answer).get("id");
    if (id == null || !id.canConvertToInt()) {
      throw http.unexpected("answers without an id", answer);
    }
    return id.intValue();
  }

  private Schema schemaIn(RegistryHttp.Answer answer) {
    JsonNode text = http.json(answer).get("schema");
    if (text == null || !text.isTextual()) {
      throw http.unexpected("answers without a schema", answer);
    }
    try {
      return new Schema.Parser().parse(text.textValue());
    } catch (AvroRuntimeException e) {
      throw http.unexpected(
          "has a schema that is no Avro by itself (%s)".formatted(e.getMessage()), answer);
    }
  }

  private static String body(Schema schema) {
    return JSON.createObjectNode().put("schema", schema.toString()).toString();
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
