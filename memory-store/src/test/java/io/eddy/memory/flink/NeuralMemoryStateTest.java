package io.eddy.memory.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.node.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Neural memories in Flink's keyed state, changed in place, with and without restores between. */
class NeuralMemoryStateTest {
  private static final int STEPS = 120;
  private static final int RESTORE_EVERY = 7;

  /** Changes the memory of the node named, in a way that the step decides, and emits it. */
  private static final class Changes extends KeyedProcessFunction<String, String, NeuralMemory> {
    private static final long serialVersionUID = 1L;

    private final Precision precision;
    private transient ValueState<NeuralMemory> state;

    Changes(Precision precision) {
      this.precision = precision;
    }

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "memory", new VersionedTypeInfo<>(NeuralMemorySerializer.INSTANCE)));
    }

    @Override
    public void processElement(String step, Context context, Collector<NeuralMemory> out)
        throws Exception {
      NeuralMemory memory = state.value();
      if (memory == null) {
        memory = new NeuralMemory(new MemoryShape(4, 2, 3, precision, precision));
      }
      Random random = new Random(step.hashCode());
      float[] vector = vector(random, 4);
      long time = random.nextInt(1_000);
      memory.update(vector, time);
      memory.mailbox().add("n" + random.nextInt(3), time, vector(random, 2), vector);
      memory.mailbox().refresh("n" + random.nextInt(3), vector(random, 4));
      state.update(memory);
      out.collect(memory.copy());
    }
  }

  @ParameterizedTest
  @CsvSource({"hashmap, SINGLE", "rocksdb, SINGLE", "hashmap, HALF", "rocksdb, HALF"})
  void restoresChangeNothing(String backend, Precision precision) throws Exception {
    List<NeuralMemory> plain = run("hashmap", precision, false);

    assertThat(plain).hasSize(STEPS);
    assertThat(run(backend, precision, true)).isEqualTo(plain);
    assertThat(run(backend, precision, false)).isEqualTo(plain);
  }

  private static List<NeuralMemory> run(String backend, Precision precision, boolean restoring)
      throws Exception {
    List<NeuralMemory> results = new ArrayList<>();
    OperatorSubtaskState state = null;
    int step = 0;
    while (step < STEPS) {
      try (var harness = harness(backend, precision)) {
        if (state != null) {
          harness.initializeState(state);
        }
        harness.open();
        int until = restoring ? Math.min(STEPS, step + RESTORE_EVERY) : STEPS;
        for (; step < until; step++) {
          harness.processElement(step % 5 + " " + step, step);
          if (step % 11 == 0) {
            // A checkpoint that the job does not go back to must not see later changes either.
            harness.snapshot(step, step);
          }
        }
        state = harness.snapshot(STEPS + step, STEPS + step);
        results.addAll(harness.extractOutputValues());
      }
    }
    return results;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, NeuralMemory> harness(
      String backend, Precision precision) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Changes(precision)),
            step -> step.substring(0, 1),
            Types.STRING);
    harness.setStateBackend(backend(backend));
    harness.setup(NeuralMemorySerializer.INSTANCE);
    return harness;
  }

  private static StateBackend backend(String name) {
    return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }

  private static float[] vector(Random random, int width) {
    float[] vector = new float[width];
    for (int i = 0; i < width; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
