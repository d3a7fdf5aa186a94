package io.eddy.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.Undecodable;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EdgeDeserializerTest {
  private final EdgeDeserializer deserializer = new EdgeDeserializer("none", "eddy.edges", 0);

  @BeforeEach
  void open() {
    deserializer.open(null);
  }

  @Test
  void anEventKeepsItsMicrosecondsFeaturesAndPlaceInTheTopic() {
    Instant time = Instant.parse("2026-01-02T03:04:05.678901Z");
    byte[] bytes =
        new FramedCodec<>(EdgeEvent.class, SchemaRegistries.open("none"), "eddy.edges")
            .encode(new EdgeEvent("id-1", "a", "b", time, List.of(1f, -2f), "transfer"));
    Edge edge = (Edge) read(bytes);
    assertThat(edge.ref())
        .isEqualTo(
            new EdgeRef("id-1", "a", "b", 1_767_323_045_678_901L, -1, EdgeRef.origin(3, 42)));
    assertThat(edge.features()).containsExactly(1f, -2f);
    assertThat(edge.type()).isEqualTo("transfer");
  }

  @Test
  void bytesThatAreNoEventKeepTheirContentAndSayWhy() {
    byte[] garbage = "{\"json\":true}".getBytes(StandardCharsets.UTF_8);
    Undecodable bad = (Undecodable) read(garbage);
    assertThat(bad.value()).isEqualTo(garbage);
    assertThat(bad.partition()).isEqualTo(3);
    assertThat(bad.offset()).isEqualTo(42);
    assertThat(bad.reason()).contains("no framed EdgeEvent", "0x7b");

    assertThat(bad.headers()).containsExactly(new Undecodable.Header("trace", new byte[] {7}));

    ProducerRecord<byte[], byte[]> letter =
        new DeadLetterSerializer("eddy.edges", "eddy.edges.dlq").serialize(bad, null, null);
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(letter.headers().lastHeader("trace").value()).containsExactly(7);
    assertThat(
            new String(
                letter.headers().lastHeader("eddy.dlq.code").value(), StandardCharsets.UTF_8))
        .isEqualTo("undecodable-edge");
    assertThat(
            new String(
                letter.headers().lastHeader("eddy.dlq.topic").value(), StandardCharsets.UTF_8))
        .isEqualTo("eddy.edges");
  }

  static Stream<Arguments> eventsTheJobCouldNotKeep() {
    String tooLong = "d".repeat(70_000);
    String tooManyBytes = "ä".repeat(40_000);
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    List<Float> none = List.of();
    return Stream.of(
        arguments(new EdgeEvent("", "a", "b", time, none, ""), "the event id is empty"),
        arguments(new EdgeEvent("id", "", "b", time, none, ""), "the src is empty"),
        arguments(new EdgeEvent("id", "a", "", time, none, ""), "the dst is empty"),
        arguments(new EdgeEvent("id", "a", tooLong, time, none, ""), "has 70000 bytes"),
        arguments(new EdgeEvent(tooLong, "a", "b", time, none, ""), "the event id 'dddd"),
        arguments(new EdgeEvent("id", tooManyBytes, "b", time, none, ""), "has 80000 bytes"),
        arguments(new EdgeEvent("id", "a", "b", time, none, tooLong), "the type 'dddd"),
        arguments(
            new EdgeEvent("id", "a", "b", time, List.of(1f, Float.NaN), ""), "feature 1 is NaN"),
        arguments(
            new EdgeEvent("id", "a", "b", time, List.of(Float.NEGATIVE_INFINITY), ""),
            "feature 0 is -Infinity"),
        arguments(
            new EdgeEvent("id", "a", "b", Instant.ofEpochSecond(-1), none, ""),
            "the time 1969-12-31T23:59:59Z is not between"),
        arguments(
            new EdgeEvent("id", "a", "b", Instant.ofEpochSecond(1L << 42), none, ""),
            "is not between"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("eventsTheJobCouldNotKeep")
  void anEventTheJobCouldNotKeepIsPutAsideAndSaysWhy(EdgeEvent event, String reason) {
    byte[] bytes = encoded(event);
    Undecodable bad = (Undecodable) read(bytes);
    assertThat(bad.reason()).contains(reason);
    assertThat(bad.value()).isEqualTo(bytes);
  }

  @Test
  void theLongestIdThatStateCanKeepIsTaken() {
    String longest = "d".repeat(65_535);
    Edge edge =
        (Edge) read(encoded(new EdgeEvent("id", "a", longest, Instant.EPOCH, List.of(), "")));
    assertThat(edge.ref().dst()).isEqualTo(longest);
  }

  private static byte[] encoded(EdgeEvent event) {
    return new FramedCodec<>(EdgeEvent.class, SchemaRegistries.open("none"), "eddy.edges")
        .encode(event);
  }

  private Incoming read(byte[] value) {
    List<Incoming> out = new ArrayList<>();
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("eddy.edges", 3, 42, null, value);
    record.headers().add("trace", new byte[] {7});
    deserializer.deserialize(record, new ListCollector<>(out));
    return out.get(0);
  }
}
