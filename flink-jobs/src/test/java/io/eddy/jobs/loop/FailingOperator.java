package io.eddy.jobs.loop;

import java.util.Random;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes results on until the plan says to fail; chained to the head, on its thread. So it sees on
 * its stack where the head is, and each head's watermarks: a result that is not later than one of
 * them fails the job for good.
 */
final class FailingOperator extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<Long, Long>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final Failures plan;
  private transient Progress progress;
  private transient long left;
  private transient boolean checkpointed;
  private transient boolean restored;
  private transient long watermark;

  FailingOperator(String run, Failures plan) {
    this.run = run;
    this.plan = plan;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void open() throws Exception {
    super.open();
    progress = Progress.of(run);
    left = plan.upTo() == 0 ? 0 : new Random(plan.seed() + progress.failures).nextInt(plan.upTo());
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    if (element.getTimestamp() <= watermark) {
      throw new SuppressRestartsException(
          new AssertionError(
              "head puts out a result of time %d behind its watermark %d"
                  .formatted(element.getTimestamp(), watermark)));
    }
    boolean now =
        switch (plan.where()) {
          case RUNNING -> checkpointed;
          case END_OF_INPUT -> mayEnd() && isInside(HeadOperator.class, "endInput");
          case DRAIN -> mayEnd() && isInside(Drain.class, "run");
          default -> false;
        };
    if (now && left-- <= 0) {
      failIf(true);
    }
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }

  /**
   * Whether to look at the stack: the source has ended, and there is a checkpoint to go back to.
   */
  private boolean mayEnd() {
    return progress.inputEnded && (checkpointed || restored);
  }

  private static boolean isInside(Class<?> type, String method) {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getClassName().equals(type.getName())
                            && frame.getMethodName().equals(method)));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    checkpointed = true;
  }

  @Override
  public void endInput() {
    failIf(plan.where() == Failures.Where.AFTER_DRAIN && (checkpointed || restored));
  }

  private void failIf(boolean due) {
    synchronized (progress) {
      // One failure an attempt: the next one is to come after a restore.
      int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
      if (due && progress.failures < plan.times() && progress.failures <= attempt) {
        progress.failures++;
        progress.failuresRestored += restored ? 1 : 0;
        throw new IllegalStateException("failure %d of the plan".formatted(progress.failures));
      }
    }
  }
}
