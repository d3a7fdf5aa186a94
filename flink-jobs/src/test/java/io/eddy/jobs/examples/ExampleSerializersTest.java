package io.eddy.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.examples.belief.BeliefCase;
import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.jobs.examples.distance.DistanceCase;
import io.eddy.jobs.examples.distance.DistanceEvent;
import io.eddy.jobs.examples.star.StarCase;
import io.eddy.jobs.examples.synchronizer.SynchronizerCase;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import io.eddy.memory.layout.CorruptLayoutException;
import java.io.IOException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleSerializersTest {

  static Stream<ExampleCase<?, ?, ?, ?>> cases() {
    return Stream.of(
        DistanceCase.random(60, 3, 1),
        BeliefCase.random(8, 1),
        SynchronizerCase.random(30, 3, 4, 1),
        StarCase.of(40, 1));
  }

  /** Every event, state, message and result of a run goes through bytes and back. */
  @ParameterizedTest
  @MethodSource("cases")
  <S, E, M, OUT> void aRunIsTheSameWhenAllValuesGoThroughBytes(ExampleCase<S, E, M, OUT> example)
      throws Exception {
    new ExampleCase<>(
            new ThroughBytes<>(example),
            example.maxHops(),
            example.events(),
            example.address(),
            example.types(),
            example.check())
        .checkInEveryWay(1);
  }

  @Test
  void truncatedBytesAreReported() throws IOException {
    TypeSerializer<DistanceEvent> serializer =
        serializer(DistanceCase.random(5, 2, 1).types().event());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(DistanceCase.random(5, 2, 1).events().get(0), out);
    DataInputDeserializer in =
        new DataInputDeserializer(out.getCopyOfBuffer(), 0, out.length() - 1);

    assertThatThrownBy(() -> serializer.deserialize(in))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("DistanceEvent ends too early");
  }

  private record ThroughBytes<S, E, M, OUT>(ExampleCase<S, E, M, OUT> example)
      implements NodeProgram<S, E, M, OUT> {

    @Override
    public void onEvent(E event, NodeContext<S, M, OUT> context) throws Exception {
      example
          .program()
          .onEvent(copy(example.types().event(), event), new Copying<>(example, context));
    }

    @Override
    public void onMessage(M message, NodeContext<S, M, OUT> context) throws Exception {
      example
          .program()
          .onMessage(copy(example.types().message(), message), new Copying<>(example, context));
    }
  }

  private record Copying<S, M, OUT>(
      ExampleCase<S, ?, M, OUT> example, NodeContext<S, M, OUT> context)
      implements NodeContext<S, M, OUT> {

    @Override
    public String node() {
      return context.node();
    }

    @Override
    public S state() {
      S state = context.state();
      return state == null ? null : copy(example.types().state(), state);
    }

    @Override
    public void setState(S state) {
      context.setState(state);
    }

    @Override
    public long eventTimeMillis() {
      return context.eventTimeMillis();
    }

    @Override
    public int hop() {
      return context.hop();
    }

    @Override
    public float energy() {
      return context.energy();
    }

    @Override
    public RandomGenerator random() {
      return context.random();
    }

    @Override
    public void send(String node, M message, float energy, double delay) {
      context.send(node, message, energy, delay);
    }

    @Override
    public void emit(OUT result) {
      context.emit(copy(example.types().result(), result));
    }
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }

  private static <T> T copy(TypeInformation<T> type, T value) {
    TypeSerializer<T> serializer = serializer(type);
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(value, out);
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
      T read = serializer.deserialize(in);
      assertThat(in.available()).isZero();
      assertThat(read).isEqualTo(value);
      return read;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
