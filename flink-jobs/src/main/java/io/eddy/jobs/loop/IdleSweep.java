package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.ForgettingProgram;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the nodes of a subtask and clears what a {@link ForgettingProgram} forgets, when the
 * watermark that has left the loop has come far enough. Until it has, messages of older events may
 * still be inside.
 *
 * <p>A sweep visits every node, so there is one only after as many calls as the last one has kept
 * nodes: its cost is that of a state access a call, however fast event time goes by. When it sweeps
 * does not show in any result, so nothing of it is in checkpoints. On the task's thread, while no
 * work is put off.
 *
 * @param <S> state of one node
 */
final class IdleSweep<S> {
  private final @Nullable ForgettingProgram<S> program;
  private final KeyedStateBackend<?> backend;
  private final ValueStateDescriptor<S> nodes;
  private long last = Long.MIN_VALUE;
  private long calls;
  private long kept;
  private long forgotten;

  /**
   * A sweep that has not begun.
   *
   * @param program null where nothing is forgotten
   */
  IdleSweep(
      @Nullable ForgettingProgram<S> program,
      KeyedStateBackend<?> backend,
      ValueStateDescriptor<S> nodes) {
    this.program = program;
    this.backend = backend;
    this.nodes = nodes;
  }

  /** A call of the program is over. */
  void called() {
    calls++;
  }

  /** Sweeps if it is time; changes the current key. {@link Long#MAX_VALUE} is the end: no sweep. */
  void at(long watermark) throws Exception {
    if (program == null
        || program.forgetEveryMillis() == 0
        || watermark == Long.MIN_VALUE
        || watermark == Long.MAX_VALUE
        || calls < kept) {
      return;
    }
    if (last == Long.MIN_VALUE) {
      // What there is has been swept by the job before, or is young.
      last = watermark;
    }
    if (watermark - last >= program.forgetEveryMillis()) {
      last = watermark;
      sweep(program, watermark);
    }
  }

  /** Nodes of which something was forgotten. */
  long forgotten() {
    return forgotten;
  }

  private void sweep(ForgettingProgram<S> by, long watermark) throws Exception {
    calls = 0;
    kept = 0;
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        nodes,
        (node, state) -> forget(by, state, watermark));
  }

  private void forget(ForgettingProgram<S> by, ValueState<S> value, long watermark)
      throws Exception {
    S state = value.value();
    if (state == null) {
      return;
    }
    S left = by.forget(state, watermark);
    if (left == null) {
      value.clear();
    } else if (left != state) {
      value.update(left);
    }
    if (left != null) {
      kept++;
    }
    if (left != state) {
      forgotten++;
    }
  }
}
