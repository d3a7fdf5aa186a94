package io.eddy.cli.bench;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;

/**
 * Every event is the start of a chain of hops from node to node; each visit counts in the node's
 * state. Emits how long each hop took, in nanoseconds, if it is to take the time; otherwise no
 * clock is read on the way, and each chain emits a 0 at its end.
 */
final class HopProgram implements NodeProgram<Long, Long, Hop, Long> {
  private static final long serialVersionUID = 1L;

  private final int hops;
  private final boolean timed;

  HopProgram(int hops, boolean timed) {
    this.hops = hops;
    this.timed = timed;
  }

  @Override
  public void onEvent(Long event, NodeContext<Long, Hop, Long> context) {
    visit(event, hops, context);
  }

  @Override
  public void onMessage(Hop hop, NodeContext<Long, Hop, Long> context) {
    if (timed) {
      context.emit(System.nanoTime() - hop.sent());
    } else if (hop.left() == 0) {
      context.emit(0L);
    }
    visit(hop.id(), hop.left(), context);
  }

  private void visit(long id, int left, NodeContext<Long, Hop, Long> context) {
    Long before = context.state();
    context.setState(before == null ? 1 : before + 1);
    if (left > 0) {
      long next = Nodes.mix(id + left);
      long now = timed ? System.nanoTime() : 0;
      context.send(Nodes.of(next), new Hop(next, left - 1, now));
    }
  }
}
