package io.eddy.ingest.internal.decode;

import io.eddy.ingest.mapping.Mapping;
import io.eddy.ingest.mapping.Mapping.IdRule;
import io.eddy.ingest.mapping.Mapping.TypeRule;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.DeadLetterCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes checked edges from raw records by a mapping. Not thread-safe: each task has its own. */
public final class EventDecoder {
  private static final int NO_FIELD = -1;

  private final Mapping mapping;
  private final EventChecks checks;
  private final RecordReader reader;
  private final @Nullable Object[] values;
  private final @Nullable IdReader id;
  private final @Nullable GeneratedId generatedId;
  private final IdReader src;
  private final IdReader dst;
  private final TimeReader time;
  private final FeatureReader features;
  private final int idSlot;
  private final int srcSlot;
  private final int dstSlot;
  private final int timeSlot;
  private final int typeSlot;

  /** A decoder for records of the mapping; the registry is asked for Avro schemas only. */
  public EventDecoder(Mapping mapping, EventChecks checks, SchemaRegistry registry) {
    this.mapping = mapping;
    this.checks = checks;
    FieldSlots slots = new FieldSlots();
    int max = checks.maxIdLength();
    if (mapping.id() instanceof IdRule.Generated generated) {
      this.id = null;
      this.generatedId = new GeneratedId(generated.fields(), slots);
      this.idSlot = NO_FIELD;
    } else {
      String field = ((IdRule.Field) mapping.id()).field();
      this.id = new IdReader("event id", field, DeadLetterCode.MISSING_ID, max);
      this.generatedId = null;
      this.idSlot = slots.of(field);
    }
    this.src = new IdReader("source", mapping.src(), DeadLetterCode.MISSING_SRC, max);
    this.srcSlot = slots.of(mapping.src());
    this.dst = new IdReader("destination", mapping.dst(), DeadLetterCode.MISSING_DST, max);
    this.dstSlot = slots.of(mapping.dst());
    this.time = new TimeReader(mapping.time());
    this.timeSlot = slots.of(mapping.time().field());
    this.typeSlot =
        mapping.type() instanceof TypeRule.Field type ? slots.of(type.field()) : NO_FIELD;
    this.features = new FeatureReader(mapping.features(), slots);
    List<String> fields = slots.fields();
    this.values = new Object[fields.size()];
    this.reader =
        switch (mapping.format()) {
          case JSON -> new JsonReader(fields);
          case CSV -> new CsvReader(fields, mapping.csv());
          case AVRO -> new AvroReader(fields, registry);
        };
  }

  /**
   * The edge in a raw record.
   *
   * @throws BadRecordException if there is none
   */
  public EdgeEvent decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new BadRecordException(
          DeadLetterCode.NO_VALUE,
          "The record has no value (a tombstone); nothing can be deleted from a stream of edges.");
    }
    Arrays.fill(values, null);
    reader.read(bytes, values);
    String eventId = eventId();
    String from = src.read(values[srcSlot]);
    String to = dst.read(values[dstSlot]);
    if (checks.rejectSelfLoops() && from.equals(to)) {
      throw new BadRecordException(
          DeadLetterCode.SELF_LOOP,
          "Source and destination are both %s, and eddy.ingest.self-loops is reject."
              .formatted(Quote.of(from)));
    }
    long micros = time();
    Instant instant = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    return new EdgeEvent(eventId, from, to, instant, features.read(values), type());
  }

  private String eventId() {
    if (generatedId != null) {
      return generatedId.of(values);
    }
    if (id == null) {
      throw new IllegalStateException("a mapping has an id field or generates ids");
    }
    return id.read(values[idSlot]);
  }

  private long time() {
    Object value = values[timeSlot];
    long micros = time.micros(value);
    if (micros < 0) {
      throw new BadRecordException(
          DeadLetterCode.TIME_TOO_EARLY,
          "The event time %s in field '%s' is before 1970; it is read as %s, see time.unit."
              .formatted(
                  Quote.of(String.valueOf(value)),
                  mapping.time().field(),
                  mapping.time().unit().words()));
    }
    if (micros > checks.latestMicros()) {
      throw new BadRecordException(
          DeadLetterCode.TIME_TOO_FAR_AHEAD,
          "The event time %s in field '%s' is more than %s ahead of the clock; it is read as %s, see time.unit and eddy.ingest.max-ahead."
              .formatted(
                  Quote.of(String.valueOf(value)),
                  mapping.time().field(),
                  checks.maxAhead(),
                  mapping.time().unit().words()));
    }
    return micros;
  }

  private String type() {
    if (mapping.type() instanceof TypeRule.Constant constant) {
      return constant.type();
    }
    Object value = values[typeSlot];
    if (value == null) {
      return "";
    }
    String text = IdReader.text(value);
    String field = ((TypeRule.Field) mapping.type()).field();
    if (text == null) {
      throw new BadRecordException(
          DeadLetterCode.INVALID_TYPE,
          "The edge type in field '%s' is %s; expected text.".formatted(field, Quote.of(value)));
    }
    return IdReader.checked(text, "edge type", field, checks.maxIdLength());
  }
}
