package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.ForgettingProgram;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Goes round the nodes of a subtask and clears what a {@link ForgettingProgram} forgets, as of the
 * newest watermark that has left the loop: messages of events up to it are not inside any more.
 *
 * <p>A few nodes at a time, so that no event waits for a round: each event pays for one, each
 * watermark for {@value #OF_A_WATERMARK}. A round begins when event time has come far enough since
 * the last one began, and at the first watermark after a start. When a node is visited does not
 * show in any result, so nothing of it is in checkpoints. On the task's thread, while no work is
 * put off.
 *
 * @param <S> state of one node
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
final class IdleSweep<S, M, OUT> implements AutoCloseable {
  static final int OF_AN_EVENT = 1;
  static final int OF_A_WATERMARK = 64;
  private static final int MOST = 2 * OF_A_WATERMARK;

  private final @Nullable ForgettingProgram<S, ?, M, ?> program;
  private final KeyedStateBackend<String> backend;
  private final String state;
  private final NodeCall<S, M, OUT> call;

  /** The nodes of the round under way. */
  private Stream<String> round = Stream.empty();

  /** Those of them that are left; null between rounds. */
  private @Nullable Iterator<String> rest;

  private long begun = Long.MIN_VALUE;
  private int paid;
  private long forgotten;

  /**
   * A sweep that has not begun.
   *
   * @param program null where nothing is forgotten
   * @param state name of the nodes' state
   * @param call what it may do, at once
   */
  IdleSweep(
      @Nullable ForgettingProgram<S, ?, M, ?> program,
      KeyedStateBackend<String> backend,
      String state,
      NodeCall<S, M, OUT> call) {
    this.program = program;
    this.backend = backend;
    this.state = state;
    this.call = call;
  }

  /** Something has come that pays for visits. */
  void pay(int visits) {
    paid = Math.min(paid + visits, MOST);
  }

  /**
   * Visits the nodes that are paid for; changes the current key.
   *
   * @param watermark that has left the loop; at {@link Long#MAX_VALUE}, the end, nobody is asked
   * @return whether anything was forgotten, so that messages may have been sent
   */
  boolean goOn(long watermark) {
    if (program == null
        || program.forgetEveryMillis() == 0
        || watermark == Long.MIN_VALUE
        || watermark == Long.MAX_VALUE) {
      return false;
    }
    Iterator<String> nodes = rest;
    if (nodes == null) {
      if (!isTime(watermark, program.forgetEveryMillis())) {
        return false;
      }
      nodes = begin(watermark);
    }
    long before = forgotten;
    for (; paid > 0 && nodes.hasNext(); paid--) {
      visit(program, nodes.next(), watermark + 1);
    }
    // What is listed from a snapshot holds on to it.
    if (!nodes.hasNext()) {
      round.close();
      rest = null;
    }
    return forgotten > before;
  }

  private boolean isTime(long watermark, long every) {
    return begun == Long.MIN_VALUE || watermark - begun >= every;
  }

  private Iterator<String> begin(long watermark) {
    begun = watermark;
    round = backend.getKeys(state, VoidNamespace.INSTANCE);
    Iterator<String> nodes =
        LoopRules.listsSnapshots(backend) ? round.iterator() : round.toList().iterator();
    rest = nodes;
    return nodes;
  }

  private void visit(ForgettingProgram<S, ?, M, ?> by, String node, long time) {
    backend.setCurrentKey(node);
    if (by.forget(call.begin(node, time, 0, 1))) {
      forgotten++;
    }
    call.end();
  }

  /** How often something of a node was forgotten. */
  long forgotten() {
    return forgotten;
  }

  @Override
  public void close() {
    round.close();
  }
}
