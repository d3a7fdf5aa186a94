package io.eddy.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Schemas as contracts between languages: whole in one text, named types written out where they are
 * first used, without the properties that the Java generator adds.
 */
final class PlainSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING = "avro.java.string";

  private PlainSchemas() {}

  /** The schema without Java's properties. */
  static Schema plain(Schema schema) {
    try {
      return new Schema.Parser().parse(stripped(JSON.readTree(schema.toString())).toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is no JSON: " + schema, e);
    }
  }

  /** Whether readers of one schema can read what another wrote (BACKWARD). */
  static boolean canRead(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static JsonNode stripped(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(item -> copy.add(stripped(item)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      if (object.has(JAVA_STRING)) {
        object.remove(JAVA_STRING);
        if (object.size() == 1) {
          return TextNode.valueOf(object.get("type").asText());
        }
      }
      ObjectNode copy = JSON.createObjectNode();
      object.properties().forEach(field -> copy.set(field.getKey(), stripped(field.getValue())));
      return copy;
    }
    return node;
  }
}
