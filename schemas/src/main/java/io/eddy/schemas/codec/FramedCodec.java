package io.eddy.schemas.codec;

import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.registry.UnknownSchemaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes one kind of record in the registry frame: {@code 0x00}, schema id (int32, big
 * endian), Avro body. A body written with another version of the schema is resolved to this one's.
 *
 * <p>Not thread-safe: buffers are reused. Give each thread its own.
 *
 * @param <T> generated record class
 */
public final class FramedCodec<T extends SpecificRecord> {
  private final Schema schema;
  private final EddyRecords model;
  private final SchemaRegistry registry;
  private final byte[] header;
  private final SpecificDatumWriter<T> writer;
  private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private @Nullable BinaryEncoder encoder;
  private @Nullable BinaryDecoder decoder;

  /**
   * A codec for the values of a topic; registers the record's schema under {@code <topic>-value}.
   *
   * @throws io.eddy.schemas.registry.SchemaRegistryException if the registry does not take it
   */
  public FramedCodec(Class<T> type, SchemaRegistry registry, String topic) {
    this.schema = SpecificData.get().getSchema(type);
    this.registry = registry;
    this.model = new EddyRecords(type);
    this.writer = new SpecificDatumWriter<>(schema, model);
    int id = registry.register(topic + "-value", schema);
    // Reader and writer schema being one object spares Avro the resolution of every field.
    readers.put(id, new SpecificDatumReader<>(schema, schema, model));
    this.header = Frame.header(id);
  }

  /**
   * The framed bytes of a record.
   *
   * @throws CodecException if a required field is null
   */
  public byte[] encode(T record) {
    buffer.reset();
    buffer.writeBytes(header);
    encoder = EncoderFactory.get().directBinaryEncoder(buffer, encoder);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException e) {
      throw new CodecException(
          "cannot write " + schema.getName() + ": " + e.getMessage() + "; record " + record, e);
    }
    return buffer.toByteArray();
  }

  /**
   * The record in framed bytes.
   *
   * @throws CodecException if the bytes are no frame, their schema is unknown, or the body does not
   *     match it
   * @throws io.eddy.schemas.registry.SchemaRegistryException if the registry cannot be reached
   */
  public T decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new CodecException(schema.getName() + " expected, but the record has no value", null);
    }
    if (!Frame.isFramed(bytes)) {
      throw new CodecException(
          "no framed %s: %d bytes starting with %s; expected 0x00 and a 4-byte schema id"
              .formatted(schema.getName(), bytes.length, firstByte(bytes)),
          null);
    }
    int id = Frame.schemaId(bytes);
    try {
      decoder = Frame.body(bytes, decoder);
      T record = reader(id).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new CodecException(
            "bytes are left over after %s of schema id %d".formatted(schema.getName(), id), null);
      }
      return record;
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      // Avro answers a length above that of the longest array with UnsupportedOperationException.
      throw new CodecException(
          "the body is no %s of schema id %d: %s".formatted(schema.getName(), id, e.getMessage()),
          e);
    }
  }

  private SpecificDatumReader<T> reader(int id) {
    SpecificDatumReader<T> known = readers.get(id);
    if (known != null) {
      return known;
    }
    try {
      SpecificDatumReader<T> reader = new SpecificDatumReader<>(registry.byId(id), schema, model);
      readers.put(id, reader);
      return reader;
    } catch (UnknownSchemaException e) {
      throw new CodecException("no " + schema.getName() + ": " + e.getMessage(), e);
    }
  }

  private static String firstByte(byte[] bytes) {
    return bytes.length == 0 ? "nothing" : "0x%02x".formatted(bytes[0]);
  }
}
