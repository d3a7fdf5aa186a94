package io.eddy.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class IngestStatusFunctionTest {

  @Test
  void totalsAreSummedOverTasksAndStayAcrossRestores() throws Exception {
    IngestStatusFunction first = new IngestStatusFunction();
    OperatorSubtaskState state;
    try (var harness = harness(first)) {
      harness.open();
      harness.processElement(totals("validate-0", 10), 0);
      harness.processElement(totals("validate-1", 5), 0);
      harness.processElement(totals("validate-0", 20), 0);
      assertThat(first.sum(IngestTotals::recordsIn)).isEqualTo(25);
      assertThat(first.sum(IngestTotals::deadLetters)).isEqualTo(2);
      state = harness.snapshot(1, 1);
    }
    IngestStatusFunction second = new IngestStatusFunction();
    try (var harness = harness(second)) {
      harness.initializeState(state);
      harness.open();
      assertThat(second.sum(IngestTotals::recordsIn)).isEqualTo(25);
      harness.processElement(totals("validate-1", 7), 0);
      assertThat(second.sum(IngestTotals::recordsIn)).isEqualTo(27);
    }
  }

  private static IngestTotals totals(String task, long recordsIn) {
    return new IngestTotals(task, recordsIn, recordsIn - 1, 1, 0);
  }

  private static OneInputStreamOperatorTestHarness<IngestTotals, Void> harness(
      IngestStatusFunction function) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
  }
}
