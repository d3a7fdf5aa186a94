package io.eddy.ingest.internal.decode;

import io.eddy.schemas.codec.Frame;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.registry.UnknownSchemaException;
import io.eddy.schemas.topics.DeadLetterCode;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mapped fields of one framed Avro record by name, whatever schema it was written with.
 */
final class AvroReader implements RecordReader {
  private final String[][] paths;
  private final SchemaRegistry registry;
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  AvroReader(List<String> fields, SchemaRegistry registry) {
    this.paths = fields.stream().map(field -> field.split("\\.")).toArray(String[][]::new);
    this.registry = registry;
  }

  @Override
  public void read(byte[] bytes, @Nullable Object[] values) {
    if (!Frame.isFramed(bytes)) {
      throw new BadRecordException(
          DeadLetterCode.INVALID_AVRO,
          "The record is no framed Avro: %d bytes%s; expected 0x00, a 4-byte schema id and the body."
              .formatted(
                  bytes.length,
                  bytes.length == 0 ? "" : " beginning with 0x%02x".formatted(bytes[0])));
    }
    int id = Frame.schemaId(bytes);
    GenericDatumReader<GenericRecord> reader = reader(id);
    GenericRecord record;
    try {
      decoder = Frame.body(bytes, decoder);
      record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw body(id, "bytes are left over");
      }
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      // Avro answers a length above that of the longest array with UnsupportedOperationException.
      throw body(id, String.valueOf(e.getMessage()));
    }
    for (int slot = 0; slot < paths.length; slot++) {
      values[slot] = value(record, paths[slot]);
    }
  }

  private GenericDatumReader<GenericRecord> reader(int id) {
    GenericDatumReader<GenericRecord> known = readers.get(id);
    if (known != null) {
      return known;
    }
    Schema schema;
    try {
      schema = registry.byId(id);
    } catch (UnknownSchemaException e) {
      throw new BadRecordException(
          DeadLetterCode.UNKNOWN_SCHEMA,
          "The schema of the record is not known: %s.".formatted(e.getMessage()));
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw new BadRecordException(
          DeadLetterCode.INVALID_AVRO,
          "Schema id %d is of type %s; expected a record."
              .formatted(id, schema.getType().getName()));
    }
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    readers.put(id, reader);
    return reader;
  }

  private static BadRecordException body(int id, String problem) {
    return new BadRecordException(
        DeadLetterCode.INVALID_AVRO,
        "The body does not match the Avro schema with id %d: %s.".formatted(id, problem));
  }

  private static @Nullable Object value(GenericRecord record, String[] path) {
    Object value = record;
    for (String name : path) {
      if (!(value instanceof GenericRecord parent) || !parent.hasField(name)) {
        return null;
      }
      value = parent.get(name);
    }
    return plain(value);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof Long || value instanceof Double) {
      return value;
    }
    if (value instanceof CharSequence || value instanceof GenericEnumSymbol<?>) {
      return value.toString();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Collection<?> list) {
      return list(list);
    }
    return new Wrong(value instanceof GenericRecord ? "a record" : "bytes or a map");
  }

  private static Object list(Collection<?> list) {
    float[] numbers = new float[list.size()];
    int count = 0;
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        return new Wrong("a list whose element %d is no number".formatted(count));
      }
      numbers[count++] = number.floatValue();
    }
    return numbers;
  }
}
