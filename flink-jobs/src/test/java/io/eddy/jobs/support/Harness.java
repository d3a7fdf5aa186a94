package io.eddy.jobs.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * Drives a keyed operator, either as one instance or, with {@code restoring}, as a new instance for
 * every element, each restored from a snapshot of the one before.
 */
public final class Harness<K, IN, OUT> implements AutoCloseable {
  private final Supplier<OneInputStreamOperator<IN, OUT>> operators;
  private final KeySelector<IN, K> key;
  private final TypeInformation<K> keyType;
  private final TypeSerializer<OUT> output;
  private final boolean restoring;
  private final List<OUT> outputs = new ArrayList<>();
  private final Map<OutputTag<?>, List<Object>> sides = new HashMap<>();
  private KeyedOneInputStreamOperatorTestHarness<K, IN, OUT> harness;

  public Harness(
      Supplier<OneInputStreamOperator<IN, OUT>> operators,
      KeySelector<IN, K> key,
      TypeInformation<K> keyType,
      TypeSerializer<OUT> output,
      boolean restoring)
      throws Exception {
    this.operators = operators;
    this.key = key;
    this.keyType = keyType;
    this.output = output;
    this.restoring = restoring;
    this.harness = open(null);
  }

  public void element(IN value, long timeMillis) throws Exception {
    harness.processElement(value, timeMillis);
    settle();
  }

  public void watermark(long timeMillis) throws Exception {
    harness.processWatermark(timeMillis);
    settle();
  }

  /** What came out of the main output so far, over all instances. */
  public List<OUT> outputs() {
    collect();
    return outputs;
  }

  /** Tells every instance's upstream to be idle, as when no partition has brought a record. */
  public void idle() throws Exception {
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    settle();
  }

  /** Keeps a side output over all instances; call before the first element. */
  public void watch(OutputTag<?> tag) {
    sides.put(tag, new ArrayList<>());
  }

  /** What came out of a watched side output so far, over all instances. */
  @SuppressWarnings("unchecked") // What comes out under a tag has the tag's type.
  public <T> List<T> side(OutputTag<T> tag) {
    collect();
    return (List<T>) sides.get(tag);
  }

  public OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** Goes on with a new instance, restored from a snapshot of this one. */
  public void restore() throws Exception {
    collect();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = open(state);
  }

  private void settle() throws Exception {
    if (restoring) {
      restore();
    }
  }

  private void collect() {
    harness.extractOutputValues().forEach(outputs::add);
    harness.getOutput().clear();
    sides.forEach(
        (tag, kept) -> {
          var queue = harness.getSideOutput(tag);
          if (queue != null) {
            queue.forEach(record -> kept.add(record.getValue()));
            queue.clear();
          }
        });
  }

  private KeyedOneInputStreamOperatorTestHarness<K, IN, OUT> open(OperatorSubtaskState state)
      throws Exception {
    var opened =
        new KeyedOneInputStreamOperatorTestHarness<K, IN, OUT>(
            operators.get(), key, keyType, 128, 1, 0);
    // Outputs are copied when they are emitted, as by the exchange behind the operator.
    opened.setup(output);
    if (state != null) {
      opened.initializeState(state);
    }
    opened.open();
    return opened;
  }
}
