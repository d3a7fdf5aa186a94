package io.eddy.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eddy.cli.data.DataEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes events as Eddy's own raw JSON, which ingest takes without a mapping file: {@code
 * {"id","src","dst","time","features","type"}}, time in microseconds since 1970, features and type
 * only where there are any. Not safe for use by several threads.
 */
public final class RawJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

  /** The UTF-8 bytes of one event. */
  public byte[] encode(DataEvent event) {
    buffer.reset();
    try (JsonGenerator json = JSON.createGenerator(buffer)) {
      json.writeStartObject();
      json.writeStringField("id", event.id());
      json.writeStringField("src", event.src());
      json.writeStringField("dst", event.dst());
      json.writeNumberField("time", event.timeMicros());
      if (event.features().length > 0) {
        json.writeArrayFieldStart("features");
        for (float feature : event.features()) {
          json.writeNumber(feature);
        }
        json.writeEndArray();
      }
      if (!event.type().isEmpty()) {
        json.writeStringField("type", event.type());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return buffer.toByteArray();
  }
}
