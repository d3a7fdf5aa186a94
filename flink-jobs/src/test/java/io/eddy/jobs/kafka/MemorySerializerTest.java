package io.eddy.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.schemas.MemoryMail;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemorySerializerTest {
  @Test
  void aMemoryAndItsMailsAreWrittenUnderTheNode() {
    NeuralMemory memory = new NeuralMemory(MemoryShape.single(2, 0, 2));
    memory.mailbox().add("b", 1_000_001, new float[0], new float[2]);
    memory.mailbox().add("c", 2_000_002, new float[0], new float[2]);
    memory.update(new float[] {0.5f, -1}, 2_000_002);
    MemorySerializer serializer = new MemorySerializer("none", "eddy.memory");
    serializer.open(null, null);

    var record =
        serializer.serialize(MemoryUpdate.of("a", memory, memory.memory(), 0.1, "tgn@3"), null, 0L);

    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("a");
    assertThat(record.topic()).isEqualTo("eddy.memory");
    NodeMemory written =
        new FramedCodec<>(NodeMemory.class, SchemaRegistries.open("none"), "eddy.memory")
            .decode(record.value());
    assertThat(written.getNode()).isEqualTo("a");
    assertThat(written.getTime()).isEqualTo(Instant.ofEpochSecond(2, 2_000));
    assertThat(written.getVector()).containsExactly(0.5f, -1f);
    assertThat(written.getUpdates()).isEqualTo(1);
    assertThat(written.getModelVersion()).isEqualTo("tgn@3");
    assertThat(written.getMails())
        .containsExactly(
            new MemoryMail("c", Instant.ofEpochSecond(2, 2_000)),
            new MemoryMail("b", Instant.ofEpochSecond(1, 1_000)));
  }
}
