package io.eddy.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Late;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.jobs.support.Edges;
import io.eddy.schemas.LateEvent;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LateEventSerializerTest {

  @Test
  void aLateEventIsBehindItsWatermarkByItsLateness() {
    LateEventSerializer serializer =
        new LateEventSerializer("none", "eddy.edges.late", LatePolicy.APPLY);
    serializer.open(null, null);
    var record =
        serializer.serialize(new Late(Edges.edge(1, "a", "b", 4_999_123), 5_000), null, 0L);

    LateEvent late =
        new FramedCodec<>(LateEvent.class, SchemaRegistries.open("none"), "eddy.edges.late")
            .decode(record.value());
    assertThat(late.getWatermark()).isEqualTo(Instant.ofEpochMilli(5_001));
    assertThat(late.getLatenessMicros()).isEqualTo(1_877);
    assertThat(Duration.between(late.getEvent().getTime(), late.getWatermark()))
        .isEqualTo(Duration.ofNanos(1_877_000));
    assertThat(late.getPolicy()).isEqualTo("apply");
    assertThat(late.getEvent().getId()).isEqualTo("e1");
    assertThat(record.topic()).isEqualTo("eddy.edges.late");
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("a");
  }
}
