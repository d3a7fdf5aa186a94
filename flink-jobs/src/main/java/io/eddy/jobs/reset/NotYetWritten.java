package io.eddy.jobs.reset;

import java.io.Serializable;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the results of events that have none in their topic yet. What has one is kept in the
 * operator's state, so that a job which was reset holds to it after every restart, also one without
 * the reset's options. A job that never was reset lets all through.
 *
 * @param <T> a result
 */
public final class NotYetWritten<T> extends RichFilterFunction<T> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final ListStateDescriptor<Written> STATE =
      new ListStateDescriptor<>("written", WrittenSerializer.INSTANCE);

  /** Tells the record of the edges topic that a result is of. */
  @FunctionalInterface
  public interface Origin<T> extends Serializable {
    /** Partition and offset as one number. */
    long of(T result);
  }

  private final @Nullable Written given;
  private final Origin<T> origin;
  private transient @Nullable Written written;
  private transient @Nullable ListState<Written> state;

  /**
   * A filter.
   *
   * @param given what has a result, for a job that starts without a checkpoint; null where it was
   *     not reset. A checkpoint's own is taken instead
   * @param origin of a result
   */
  public NotYetWritten(@Nullable Written given, Origin<T> origin) {
    this.given = given;
    this.origin = origin;
  }

  @Override
  public boolean filter(T result) {
    return written == null || !written.contains(origin.of(result));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getUnionListState(STATE);
    written = given;
    if (context.isRestored()) {
      written = null;
      for (Written restored : state.get()) {
        written = restored;
      }
    }
  }

  /** One subtask writes it for all; after a restore all of them read it. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ListState<Written> all = state;
    if (all == null) {
      throw new IllegalStateException("a snapshot before the state was initialized");
    }
    all.clear();
    if (written != null && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      all.add(written);
    }
  }
}
