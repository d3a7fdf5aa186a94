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
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
final class IdleSweep<S, M, OUT> {
  private final @Nullable ForgettingProgram<S, M, OUT> program;
  private final KeyedStateBackend<String> backend;
  private final ValueStateDescriptor<S> nodes;
  private final NodeCall<S, M, OUT> call;
  private long last = Long.MIN_VALUE;
  private long calls;
  private long kept;
  private long forgotten;

  /**
   * A sweep that has not begun.
   *
   * @param program null where nothing is forgotten
   * @param call what it may do, at once
   */
  IdleSweep(
      @Nullable ForgettingProgram<S, M, OUT> program,
      KeyedStateBackend<String> backend,
      ValueStateDescriptor<S> nodes,
      NodeCall<S, M, OUT> call) {
    this.program = program;
    this.backend = backend;
    this.nodes = nodes;
    this.call = call;
  }

  /** A call of the program is over. */
  void called() {
    calls++;
  }

  /**
   * Sweeps if it is time; changes the current key. {@link Long#MAX_VALUE} is the end: no sweep.
   *
   * @return whether it did
   */
  boolean at(long watermark) throws Exception {
    if (program == null
        || program.forgetEveryMillis() == 0
        || watermark == Long.MIN_VALUE
        || watermark == Long.MAX_VALUE
        || calls < kept) {
      return false;
    }
    if (last == Long.MIN_VALUE) {
      // What there is has been swept by the job before, or is young.
      last = watermark;
    }
    if (watermark - last < program.forgetEveryMillis()) {
      return false;
    }
    last = watermark;
    sweep(program, watermark);
    return true;
  }

  /** Nodes of which something was forgotten. */
  long forgotten() {
    return forgotten;
  }

  private void sweep(ForgettingProgram<S, M, OUT> by, long watermark) throws Exception {
    calls = 0;
    kept = 0;
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        nodes,
        (node, state) -> forget(by, node, state, watermark));
  }

  private void forget(
      ForgettingProgram<S, M, OUT> by, String node, ValueState<S> state, long watermark)
      throws Exception {
    if (state.value() == null) {
      return;
    }
    if (by.forget(call.begin(node, watermark + 1, 0, 1))) {
      forgotten++;
    }
    call.end();
    if (state.value() != null) {
      kept++;
    }
  }
}
