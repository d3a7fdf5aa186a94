package io.eddy.cli.bench;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;

/**
 * Every event begins many chains of hops from node to node; each visit counts in the node's state.
 * Emits how long a hop took, in nanoseconds, of one in {@value #SAMPLE}.
 */
final class CirculationProgram implements NodeProgram<Long, Long, Hop, Long> {
  private static final long serialVersionUID = 1L;

  private static final int SAMPLE = 64;

  private final int chains;
  private final int hops;

  CirculationProgram(int chains, int hops) {
    this.chains = chains;
    this.hops = hops;
  }

  @Override
  public void onEvent(Long event, NodeContext<Long, Hop, Long> context) {
    for (int chain = 0; chain < chains; chain++) {
      send(event * chains + chain, hops, context);
    }
  }

  @Override
  public void onMessage(Hop hop, NodeContext<Long, Hop, Long> context) {
    Circulation.arrived();
    if (hop.id() % SAMPLE == 0) {
      context.emit(System.nanoTime() - hop.sent());
    }
    Long before = context.state();
    context.setState(before == null ? 1 : before + 1);
    if (hop.left() > 0) {
      send(hop.id(), hop.left(), context);
    } else {
      Circulation.ended();
    }
  }

  private static void send(long id, int left, NodeContext<Long, Hop, Long> context) {
    long next = Nodes.mix(id + left);
    context.send(Nodes.of(next), new Hop(next, left - 1, System.nanoTime()));
    Circulation.sent();
  }
}
