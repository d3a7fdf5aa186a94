package io.eddy.memory.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** State of an earlier release, restored by Flink's own state backends. */
class StateMigrationTest {

  /** Keeps a greeting for each text, counts it up, and emits it. */
  private static final class Greeter extends KeyedProcessFunction<String, String, Greeting> {
    private transient ValueState<Greeting> state;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "greeting", new VersionedTypeInfo<>(new Greeting.Serializer())));
    }

    @Override
    public void processElement(String text, Context context, Collector<Greeting> out)
        throws Exception {
      Greeting before = state.value();
      Greeting now = new Greeting(text, before == null ? 1 : before.times() + 1);
      state.update(now);
      out.collect(now);
    }
  }

  @AfterEach
  void backToThePresentRelease() {
    Greeting.Serializer.release = 2;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void carriesStateOverToALaterRelease(String backend) throws Exception {
    Greeting.Serializer.release = 1;
    OperatorSubtaskState old = greet(backend, null, "hello", new Greeting("hello", 1));
    greet(backend, old, "ahoy", new Greeting("ahoy", 1));

    Greeting.Serializer.release = 2;
    OperatorSubtaskState migrated = greet(backend, old, "hello", new Greeting("hello", 2));
    greet(backend, migrated, "hello", new Greeting("hello", 3));
  }

  @ParameterizedTest
  @CsvSource({
    "hashmap, Greeting of layout version 2",
    "rocksdb, must not be incompatible with the old state serializer"
  })
  void refusesStateOfALaterRelease(String backend, String reason) throws Exception {
    OperatorSubtaskState later = greet(backend, null, "hello", new Greeting("hello", 1));

    Greeting.Serializer.release = 1;
    assertThatThrownBy(() -> greet(backend, later, "hello", new Greeting("hello", 2)))
        .hasStackTraceContaining(reason);
  }

  private static OperatorSubtaskState greet(
      String backend, OperatorSubtaskState from, String text, Greeting expected) throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, String, Greeting> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Greeter()), word -> word, Types.STRING)) {
      harness.setStateBackend(backend(backend));
      harness.setup(new Greeting.Serializer());
      if (from != null) {
        harness.initializeState(from);
      }
      harness.open();
      harness.processElement(text, 1);
      assertThat(harness.extractOutputValues()).containsExactly(expected);
      return harness.snapshot(1, 1);
    }
  }

  private static StateBackend backend(String name) {
    return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }
}
