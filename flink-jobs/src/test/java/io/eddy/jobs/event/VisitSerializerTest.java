package io.eddy.jobs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.ripple.Ripple;
import io.eddy.jobs.ripple.RippleSerializer;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VisitSerializerTest {
  private static final Ripple.Wave WAVE =
      new Ripple.Wave("a", 2, new float[] {1, -2}, new float[] {0.5f, 3});
  private static final int HEARD = 2;

  static Stream<Heard> ripples() {
    return Stream.of(
        new Heard(WAVE, new Release("memory", "v1", "file:///b", "00ff")),
        new Heard(new Ripple.Refresh("b", new float[] {4, 5}), null),
        new Heard(new Ripple.Displaced("c"), null));
  }

  @ParameterizedTest
  @MethodSource("ripples")
  void aRippleComesBackWithTheNetworkItIsComputedWith(Heard heard) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    VisitSerializer.INSTANCE.serialize(heard, out);
    assertThat(read(out)).isEqualTo(heard);
  }

  @Test
  void aRippleThatTravelledBeforeThereWereWavesIsRead() throws IOException {
    Ripple refresh = new Ripple.Refresh("b", new float[] {4, 5});
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(2);
    out.writeByte(HEARD);
    RippleSerializer.INSTANCE.serialize(refresh, out);
    assertThat(read(out)).isEqualTo(new Heard(refresh, null));
  }

  private static Visit read(DataOutputSerializer out) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    Visit visit = VisitSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).isZero();
    return visit;
  }
}
