package io.eddy.ingest.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eddy.ingest.mapping.Mapping;
import io.eddy.ingest.mapping.Mapping.Format;
import io.eddy.ingest.mapping.MappingFile;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.DeadLetterCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final SchemaRegistry FIXED = SchemaRegistries.open("none");

  @TempDir Path folder;

  @Test
  void readsEddysOwnJson() {
    EdgeEvent event =
        standard()
            .decode(
                utf8(
                    """
                    {"extra": {"id": [1, {}]}, "id": "e1", "src": "a", "dst": "b", "time": 1234567,
                     "features": [1, 2.5, -3e-2], "type": "pay"}
                    """));

    assertThat(event)
        .isEqualTo(
            new EdgeEvent(
                "e1",
                "a",
                "b",
                Instant.ofEpochSecond(1, 234_567_000),
                List.of(1f, 2.5f, -0.03f),
                "pay"));
  }

  @Test
  void idsMayBeWholeNumbersAndFeaturesAndTypeMayBeAbsent() {
    EdgeEvent event =
        standard().decode(utf8("{\"id\":1,\"src\":-2,\"dst\":9223372036854775808,\"time\":0}"));

    assertThat(event)
        .isEqualTo(new EdgeEvent("1", "-2", "9223372036854775808", Instant.EPOCH, List.of(), ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "                                                   | invalid-json | it is empty",
        "[1]                                                | invalid-json | no JSON object",
        "{\"id\":\"e\"                                      | invalid-json | at byte",
        "{} {}                                              | invalid-json | Something follows",
        "{\"id\":\"e\",\"id\":\"f\"}                        | duplicate-field | 'id' is there"
            + " twice",
        "{\"src\":\"a\",\"dst\":\"b\",\"time\":1}           | missing-id | no field 'id'",
        "{\"id\":\" \",\"src\":\"a\",\"dst\":\"b\",\"time\":1} | missing-id | 'id' is empty",
        "{\"id\":null,\"src\":\"a\",\"dst\":\"b\",\"time\":1} | missing-id | no field 'id'",
        "{\"id\":\"e\",\"dst\":\"b\",\"time\":1}            | missing-src | source",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"\",\"time\":1} | missing-dst | destination",
        "{\"id\":{\"x\":1},\"src\":\"a\",\"dst\":\"b\",\"time\":1} | invalid-id | an object",
        "{\"id\":1.5,\"src\":\"a\",\"dst\":\"b\",\"time\":1} | invalid-id | '1.5'",
        "{\"id\":true,\"src\":\"a\",\"dst\":\"b\",\"time\":1} | invalid-id | 'true'",
        "{\"id\":\"0123456789-0123456789\",\"src\":\"a\",\"dst\":\"b\",\"time\":1} | long-id | 21"
            + " characters, more than the 20",
        "{\"id\":\"e\",\"src\":\"\\ud800\",\"dst\":\"b\",\"time\":1} | invalid-utf8 | half of a"
            + " surrogate pair",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\"}          | missing-time | 'time'",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":\"noon\"} | invalid-time | 'noon' in"
            + " field 'time' cannot be read; expected microseconds",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":true} | invalid-time | 'true'",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":NaN} | invalid-time | 'NaN'",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":-1} | time-too-early | '-1' in field"
            + " 'time' is before 1970",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":-99999999999999999999} | time-too-early"
            + " | before 1970",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1e999} | invalid-time | 'Infinity'",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":\"1e999999999\"} | time-too-far-ahead |"
            + " ahead of the clock",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":\"-1e-999999999\"} | time-too-early |"
            + " before 1970",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1,\"features\":[1,NaN]} |"
            + " not-finite-feature | Element 1",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1,\"features\":[1e39]} |"
            + " not-finite-feature | Element 0",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1,\"features\":[1,\"2\",[{}],{}],\"x\":1}"
            + " | invalid-feature | element 1 is no number",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1,\"features\":7} | invalid-feature |"
            + " expected a list",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1,\"type\":[]} | invalid-type | a list"
            + " of 0",
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1,\"type\":\"0123456789-0123456789\"} |"
            + " long-id | edge type",
      })
  void refusesWithCodeAndReason(String json, String code, String reason) {
    BadRecordException bad = refused(standard(), utf8(json == null ? "" : json));

    assertThat(bad.code().code()).isEqualTo(code);
    assertThat(bad.reason()).contains(reason).endsWith(".");
  }

  @Test
  void refusesTombstonesAndWhatIsNoUtf8() {
    assertThat(refused(standard(), null).code()).isEqualTo(DeadLetterCode.NO_VALUE);
    byte[] latin1 = "{\"id\":\"e\",\"src\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    BadRecordException bad = refused(standard(), latin1);
    assertThat(bad.code()).isEqualTo(DeadLetterCode.INVALID_UTF8);
    assertThat(bad.reason()).contains("byte 17 is 0xe9");
  }

  @Test
  void quotesLongAndUnprintableValuesShortAndClean() {
    String json =
        "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":\"\\u0000\\n" + "x".repeat(500) + "\"}";

    assertThat(refused(standard(), utf8(json)).reason())
        .contains("'\\u0000\\u000ax")
        .contains("…' (502 characters)")
        .hasSizeLessThan(250);
  }

  @Test
  void takesTimesUpToTheBoundAheadOfTheClock() {
    long bound = NOW.plus(Duration.ofHours(1)).toEpochMilli() * 1_000;

    assertThat(standard().decode(event("e", bound)).getTime())
        .isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(refused(standard(), event("e", bound + 1)).code())
        .isEqualTo(DeadLetterCode.TIME_TOO_FAR_AHEAD);
  }

  @Test
  void selfLoopsAreTakenOrRefusedByPolicy() {
    byte[] loop = utf8("{\"id\":\"e\",\"src\":7,\"dst\":\"7\",\"time\":1}");

    assertThat(standard().decode(loop).getDst()).isEqualTo("7");
    EventDecoder strict = new EventDecoder(Mapping.standard(Format.JSON, -1), checks(true), FIXED);
    assertThat(refused(strict, loop).code()).isEqualTo(DeadLetterCode.SELF_LOOP);
  }

  @Test
  void aDeclaredLengthMustBeMet() {
    EventDecoder decoder = new EventDecoder(Mapping.standard(Format.JSON, 2), checks(false), FIXED);

    assertThat(refused(decoder, event("e", 1)).code()).isEqualTo(DeadLetterCode.MISSING_FEATURE);
    BadRecordException bad =
        refused(
            decoder,
            utf8("{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1,\"features\":[1]}"));
    assertThat(bad.code()).isEqualTo(DeadLetterCode.WRONG_FEATURE_LENGTH);
    assertThat(bad.reason()).contains("are 1 numbers; 2 are declared");
  }

  @ParameterizedTest
  @CsvSource({
    "s,   1700000000.1234567, 1700000000123456",
    "s,   '\"1700000000\"',   1700000000000000",
    "s,   1700000000,         1700000000000000",
    "ms,  1700000000123,      1700000000123000",
    "ms,  '\"1.5\"',          1500",
    "us,  1700000000123456,   1700000000123456",
    "us,  1.7e15,             1700000000000000",
    "ns,  1700000000123456789, 1700000000123456",
    "ns,  '\"1999\"',         1",
    "iso, '\"2023-11-14T22:13:20.123456789Z\"', 1700000000123456",
    "iso, '\"2023-11-14T23:13:20+01:00\"', 1700000000000000",
    "s,   '\"0e-999999999\"', 0",
  })
  void readsTimesInEveryUnit(String unit, String value, long micros) throws IOException {
    EventDecoder decoder =
        mapped(
            """
            format: json
            id: id
            src: s
            dst: d
            time: {field: t.at, unit: %s}
            """
                .formatted(unit));

    Instant time =
        decoder
            .decode(utf8("{\"id\":1,\"s\":1,\"d\":2,\"t\":{\"at\":%s}}".formatted(value)))
            .getTime();

    assertThat(time)
        .isEqualTo(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2023-11-14T22:13:20\"", "\"2023-11-14\"", "1700000000", "\"\""})
  void isoTimesNeedAnOffset(String value) throws IOException {
    EventDecoder decoder =
        mapped("{format: json, id: id, src: s, dst: d, time: {field: t, unit: iso}}");

    assertThat(
            refused(decoder, utf8("{\"id\":1,\"s\":1,\"d\":2,\"t\":%s}".formatted(value))).code())
        .isIn(DeadLetterCode.INVALID_TIME, DeadLetterCode.MISSING_TIME);
  }

  private static final String PAYMENTS =
      """
      format: json
      id: {generate: [payer.account, payee, ts]}
      src: payer.account
      dst: payee
      time: {field: ts, unit: s}
      type: {constant: payment}
      features:
        name: payments
        fields:
          - {field: amount, transform: log1p}
          - {field: channel, one-hot: [web, app], other: reject}
          - {field: device, one-hot: [ios, 7], other: zero}
          - {array: v, length: 2}
      """;

  @Test
  void mapsAUsersRecordWithNestedFieldsAndDeclaredFeatures() throws IOException {
    EventDecoder decoder = mapped(PAYMENTS);

    EdgeEvent event = decoder.decode(payment("0", "\"app\"", "7", "[3, 4]"));
    assertThat(event.getFeatures()).containsExactly(0f, 0f, 1f, 0f, 1f, 3f, 4f);
    assertThat(event.getType()).isEqualTo("payment");
    assertThat(event.getSrc()).isEqualTo("a");
    assertThat(event.getId()).matches("[0-9a-f]{64}");
    assertThat(decoder.decode(payment("\"1e2\"", "\"web\"", "\"other\"", "[0,0]")).getFeatures())
        .containsExactly((float) Math.log1p(100), 1f, 0f, 0f, 0f, 0f, 0f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null    | \"app\" | 1 | [3,4] | missing-feature",
        "\"ten\" | \"app\" | 1 | [3,4] | invalid-feature",
        "\"NaN\" | \"app\" | 1 | [3,4] | not-finite-feature",
        "-2      | \"app\" | 1 | [3,4] | not-finite-feature",
        "1       | \"tv\"  | 1 | [3,4] | unknown-category",
        "1       | null    | 1 | [3,4] | missing-feature",
        "1       | \"app\" | [] | [3,4] | unknown-category",
        "1       | \"app\" | 1 | [3]   | wrong-feature-length",
        "1       | \"app\" | 1 | null  | missing-feature",
      })
  void refusesFeaturesThatAreNotAsDeclared(
      String amount, String channel, String device, String v, String code) throws IOException {
    assertThat(refused(mapped(PAYMENTS), payment(amount, channel, device, v)).code().code())
        .isEqualTo(code);
  }

  @Test
  void generatedIdsDependOnEachFieldAndNotOnEarlierRecords() throws IOException {
    EventDecoder decoder =
        mapped("{format: json, id: {generate: [s, d]}, src: s, dst: d, time: {field: t, unit: s}}");
    String id = decoder.decode(utf8("{\"s\":\"ab\",\"d\":\"c\",\"t\":1}")).getId();

    assertThat(decoder.decode(utf8("{\"s\":\"a\",\"d\":\"bc\",\"t\":1}")).getId()).isNotEqualTo(id);
    assertThat(refused(decoder, utf8("{\"s\":\"ab\",\"t\":1}")).code())
        .isEqualTo(DeadLetterCode.MISSING_ID);
    assertThat(decoder.decode(utf8("{\"s\":\"ab\",\"d\":\"c\",\"t\":2}")).getId()).isEqualTo(id);
  }

  private static final String CSV =
      """
      format: csv
      id: id
      src: from
      dst: to
      time: {field: t, unit: s}
      csv: {columns: [id, from, to, t, x], separator: ";"}
      features: {name: f, fields: [{field: x}]}
      """;

  @Test
  void readsALineOfCsvWithQuotes() throws IOException {
    EdgeEvent event = mapped(CSV).decode(utf8("1;\"a;\"\"b\"\"\";é;1.5;-0.25\r\n"));

    assertThat(event)
        .isEqualTo(
            new EdgeEvent("1", "a;\"b\"", "é", Instant.ofEpochMilli(1_500), List.of(-0.25f), ""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "               | invalid-csv",
        "1;a;b;2        | invalid-csv",
        "1;a;b;2;3;4    | invalid-csv",
        "1;\"a;b;2;3    | invalid-csv",
        "1;a;;2;3       | missing-dst",
        "1;a;b;2;       | missing-feature",
        "1;a;b;2;x      | invalid-feature",
      })
  void refusesLinesThatAreNotAsDeclared(String line, String code) throws IOException {
    assertThat(refused(mapped(CSV), utf8(line == null ? "" : line)).code().code()).isEqualTo(code);
  }

  @Test
  void refusesTwoLinesOfCsv() throws IOException {
    assertThat(refused(mapped(CSV), utf8("1;a;b;2;3\n2;a;b;2;3")).reason())
        .contains("more than one line");
  }

  @Test
  void readsEddysOwnAvro() {
    EdgeEvent event =
        new EdgeEvent("e", "a", "b", Instant.ofEpochSecond(5, 1_000), List.of(1f, 2f), "t");
    byte[] framed = new FramedCodec<>(EdgeEvent.class, FIXED, "eddy.edges").encode(event);

    EventDecoder decoder =
        new EventDecoder(Mapping.standard(Format.AVRO, -1), checks(false), FIXED);

    assertThat(decoder.decode(framed)).isEqualTo(event);
    framed[4]++;
    assertThat(refused(decoder, framed).code()).isEqualTo(DeadLetterCode.UNKNOWN_SCHEMA);
    assertThat(refused(decoder, utf8("{}")).code()).isEqualTo(DeadLetterCode.INVALID_AVRO);
  }

  @Test
  void readsAnyAvroSchemaByFieldName() throws IOException {
    Schema payer = SchemaBuilder.record("Payer").fields().requiredLong("account").endRecord();
    Schema schema =
        SchemaBuilder.record("Payment")
            .fields()
            .name("payer")
            .type(payer)
            .noDefault()
            .optionalString("payee")
            .requiredInt("ts")
            .requiredDouble("amount")
            .name("channel")
            .type()
            .enumeration("Channel")
            .symbols("web", "app")
            .noDefault()
            .name("v")
            .type()
            .array()
            .items()
            .intType()
            .noDefault()
            .requiredString("device")
            .endRecord();
    GenericRecord record = new GenericData.Record(schema);
    GenericRecord from = new GenericData.Record(payer);
    from.put("account", 42L);
    record.put("payer", from);
    record.put("payee", "shop");
    record.put("ts", 9);
    record.put("amount", 0.0);
    record.put("channel", new GenericData.EnumSymbol(schema.getField("channel").schema(), "app"));
    record.put("v", List.of(3, 4));
    record.put("device", "ios");
    EventDecoder decoder = mapped(PAYMENTS.replace("format: json", "format: avro"), known(schema));

    EdgeEvent event = decoder.decode(framed(record));

    assertThat(event.getSrc()).isEqualTo("42");
    assertThat(event.getTime()).isEqualTo(Instant.ofEpochSecond(9));
    assertThat(event.getFeatures()).containsExactly(0f, 0f, 1f, 1f, 0f, 3f, 4f);
    record.put("payee", null);
    assertThat(refused(decoder, framed(record)).code()).isEqualTo(DeadLetterCode.MISSING_ID);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damagedBytesNeverFailOtherwiseThanAsBadRecords(long seed) {
    Random random = new Random(seed);
    FramedCodec<EdgeEvent> codec = new FramedCodec<>(EdgeEvent.class, FIXED, "eddy.edges");
    EdgeEvent event = new EdgeEvent("e", "a", "b", Instant.ofEpochSecond(5), List.of(1f, 2f), "t");
    EventDecoder avro = new EventDecoder(Mapping.standard(Format.AVRO, -1), checks(false), FIXED);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] avroBytes = damaged(codec.encode(event), 5, random);
      byte[] jsonBytes = damaged(event("e", 1), 0, random);
      refused += isRefused(avro, avroBytes) ? 1 : 0;
      refused += isRefused(standard(), jsonBytes) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(3_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "bytes", "array", "map"})
  void aDamagedLengthIsNotAllocated(String kind) throws IOException {
    Schema value =
        new Schema.Parser()
            .parse(
                switch (kind) {
                  case "array" -> "{\"type\":\"array\",\"items\":\"int\"}";
                  case "map" -> "{\"type\":\"map\",\"values\":\"int\"}";
                  default -> "\"" + kind + "\"";
                });
    Schema schema =
        SchemaBuilder.record("R").fields().name("payee").type(value).noDefault().endRecord();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {0, 0, 0, 0, 9});
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    encoder.writeLong(Integer.MAX_VALUE - 8);
    encoder.flush();
    EventDecoder decoder = mapped(PAYMENTS.replace("format: json", "format: avro"), known(schema));

    assertThat(refused(decoder, bytes.toByteArray()).code()).isEqualTo(DeadLetterCode.INVALID_AVRO);
  }

  private static byte[] damaged(byte[] bytes, int from, Random random) {
    byte[] copy = java.util.Arrays.copyOf(bytes, bytes.length - random.nextInt(3));
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      copy[from + random.nextInt(copy.length - from)] = (byte) random.nextInt();
    }
    return copy;
  }

  private static boolean isRefused(EventDecoder decoder, byte[] bytes) {
    try {
      decoder.decode(bytes);
      return false;
    } catch (BadRecordException e) {
      return true;
    }
  }

  private static byte[] payment(String amount, String channel, String device, String v) {
    return utf8(
        "{\"payer\":{\"account\":\"a\"},\"payee\":\"b\",\"ts\":1,\"amount\":%s,\"channel\":%s,\"device\":%s,\"v\":%s}"
            .formatted(amount, channel, device, v));
  }

  private static byte[] event(String id, long micros) {
    return utf8("{\"id\":\"%s\",\"src\":\"a\",\"dst\":\"b\",\"time\":%d}".formatted(id, micros));
  }

  private static EventDecoder standard() {
    return new EventDecoder(Mapping.standard(Format.JSON, -1), checks(false), FIXED);
  }

  private EventDecoder mapped(String yaml) throws IOException {
    return mapped(yaml, FIXED);
  }

  private EventDecoder mapped(String yaml, SchemaRegistry registry) throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), yaml);
    EventChecks lenient = new EventChecks(64, Duration.ofHours(1), false, InstantSource.fixed(NOW));
    return new EventDecoder(MappingFile.read(file), lenient, registry);
  }

  private static EventChecks checks(boolean rejectSelfLoops) {
    return new EventChecks(20, Duration.ofHours(1), rejectSelfLoops, InstantSource.fixed(NOW));
  }

  private static BadRecordException refused(EventDecoder decoder, byte[] bytes) {
    BadRecordException bad =
        catchThrowableOfType(BadRecordException.class, () -> decoder.decode(bytes));
    assertThat(bad).as("should be refused").isNotNull();
    return bad;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] framed(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(7).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** A registry that knows one schema under id 7. */
  private static SchemaRegistry known(Schema schema) {
    return new SchemaRegistry() {
      @Override
      public int register(String subject, Schema ignored) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Schema byId(int id) {
        return schema;
      }

      @Override
      public boolean isCompatible(String subject, Schema ignored) {
        return true;
      }
    };
  }
}
