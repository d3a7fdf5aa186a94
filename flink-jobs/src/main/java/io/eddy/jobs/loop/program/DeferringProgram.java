package io.eddy.jobs.loop.program;

/**
 * A program whose calls put work off, so that the work of many calls is done at once. What a call
 * sets, sends and emits may be incomplete until {@link #complete}; other calls may be given it in
 * the meantime. A runner completes before it looks at any of it: before a state is stored, a
 * message leaves the subtask, or a result leaves the loop.
 *
 * <p>{@link #complete} must leave what it would have left after every single call: what a runner
 * completes together must not be seen in any state, message or result.
 *
 * @param <S> state of one node; between completions all calls at a node get the same object
 * @param <E> an event from outside, addressed to a node
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
public interface DeferringProgram<S, E, M, OUT> extends NodeProgram<S, E, M, OUT> {

  /**
   * How much the calls since the last time have put off, in pieces of about equal work; 0 if all of
   * it is done.
   */
  int putOff();

  /** Does what the calls since the last time have put off. */
  void complete() throws Exception;
}
