package io.eddy.jobs.loop;

import java.util.Random;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes results on until the plan says to fail; chained to the head, on its thread. */
final class FailingOperator extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<Long, Long>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final Failures plan;
  private transient Progress progress;
  private transient long left;
  private transient boolean checkpointed;

  FailingOperator(String run, Failures plan) {
    this.run = run;
    this.plan = plan;
  }

  @Override
  public void open() throws Exception {
    super.open();
    progress = Progress.of(run);
    left = plan.upTo() == 0 ? 0 : new Random(plan.seed() + progress.failures).nextInt(plan.upTo());
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    boolean now =
        switch (plan.where()) {
          case RUNNING -> checkpointed;
          case END_OF_INPUT, DRAIN -> progress.inputEnded;
          default -> false;
        };
    if (now && left-- <= 0) {
      failIf(true);
    }
    output.collect(element);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    checkpointed = true;
  }

  @Override
  public void endInput() {
    failIf(plan.where() == Failures.Where.AFTER_DRAIN);
  }

  private void failIf(boolean due) {
    if (due && progress.failures < plan.times()) {
      progress.failures++;
      progress.inputEnded = false;
      throw new IllegalStateException("failure %d of the plan".formatted(progress.failures));
    }
  }
}
