package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.loop.LoopRecord.BarrierNotice;
import io.eddy.jobs.loop.LoopRecord.Credit;
import io.eddy.jobs.loop.LoopRecord.Hello;
import io.eddy.jobs.loop.LoopRecord.HopMark;
import io.eddy.jobs.loop.LoopRecord.Message;
import io.eddy.jobs.loop.LoopRecord.Sentinel;
import io.eddy.jobs.loop.LoopRecord.WaveReport;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopRecordSerializerTest {

  static List<LoopRecord<String>> records() {
    return List.of(
        Messages.message("node", "payload", 0),
        Messages.message("größer als ASCII", "", 2.5),
        new Message<>("n", "p", Long.MIN_VALUE, 1, 0, 0, Message.REPLAYED, -1),
        new Message<>("n", "p", 0, 1, 1, 0, Short.MAX_VALUE, -1),
        new HopMark<>(3, 2, Long.MAX_VALUE, true, -1),
        new WaveReport<>(4, 1L << 40, 5, -1),
        new Credit<>(1, 500, -1),
        new Sentinel<>(77, -1),
        new BarrierNotice<>(3, true, -1),
        new Hello<>(new ChannelKey("job", "loop", 1, 2, "nonce"), "tm-1", -1));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordIsReadAsItWasWritten(LoopRecord<String> record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    Messages.SERIALIZER.serialize(record, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(Messages.SERIALIZER.deserialize(in)).isEqualTo(record);
    assertThat(in.available()).isZero();
  }

  @Test
  void anUnknownKindIsRefused() {
    DataInputDeserializer in = new DataInputDeserializer(new byte[] {99});
    assertThatThrownBy(() -> Messages.SERIALIZER.deserialize(in))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("starts with byte 99");
  }
}
