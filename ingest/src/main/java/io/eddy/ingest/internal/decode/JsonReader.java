package io.eddy.ingest.internal.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.eddy.schemas.topics.DeadLetterCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the mapped fields of one JSON object in one pass over its tokens. */
final class JsonReader implements RecordReader {
  // NaN and Infinity are no JSON, but read here they get a reason that names the field.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  /** A name that leads to a mapped field, or through an object towards one. */
  private static final class Node {
    private static final int NONE = -1;
    private final Map<String, Node> children = new HashMap<>();
    private int slot = NONE;
  }

  private final List<String> fields;
  private final Node root = new Node();
  private final Utf8 utf8 = new Utf8();
  private float[] numbers = new float[256];

  JsonReader(List<String> fields) {
    this.fields = fields;
    for (int slot = 0; slot < fields.size(); slot++) {
      Node node = root;
      for (String name : fields.get(slot).split("\\.")) {
        node = node.children.computeIfAbsent(name, key -> new Node());
      }
      node.slot = slot;
    }
  }

  @Override
  public void read(byte[] bytes, @Nullable Object[] values) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRecordException(
            DeadLetterCode.INVALID_JSON,
            "The record is no JSON object: %s; expected {…}."
                .formatted(bytes.length == 0 ? "it is empty" : "it begins otherwise"));
      }
      readObject(parser, root, values);
      if (parser.nextToken() != null) {
        throw new BadRecordException(
            DeadLetterCode.INVALID_JSON,
            "Something follows the JSON object; expected one object a record.");
      }
    } catch (JsonProcessingException e) {
      utf8.decode(bytes);
      throw new BadRecordException(
          DeadLetterCode.INVALID_JSON,
          "The record is no JSON: %s (at byte %d of %d)."
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 0 : e.getLocation().getByteOffset(),
                  bytes.length));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private void readObject(JsonParser parser, Node at, @Nullable Object[] values)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      Node node = at.children.get(name);
      if (node == null) {
        parser.skipChildren();
        continue;
      }
      boolean object = token == JsonToken.START_OBJECT;
      if (node.slot != Node.NONE) {
        if (values[node.slot] != null) {
          throw new BadRecordException(
              DeadLetterCode.DUPLICATE_FIELD,
              "The field '%s' is there twice, so it is unclear which counts; send it once."
                  .formatted(fields.get(node.slot)));
        }
        values[node.slot] = object ? new Wrong("an object") : value(parser, token);
      }
      if (object && !node.children.isEmpty()) {
        readObject(parser, node, values);
      } else {
        parser.skipChildren();
      }
    }
  }

  private @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case START_ARRAY -> list(parser);
      default -> null;
    };
  }

  private Object list(JsonParser parser) throws IOException {
    int count = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (!token.isNumeric()) {
        Wrong wrong = new Wrong("a list whose element %d is no number".formatted(count));
        skipRest(parser, token);
        return wrong;
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count++] = parser.getFloatValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  /** To the end of the list, whatever is in it. */
  private static void skipRest(JsonParser parser, JsonToken first) throws IOException {
    for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      parser.skipChildren();
    }
  }
}
