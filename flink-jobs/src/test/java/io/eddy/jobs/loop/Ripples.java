package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;

/** Counts the visits of each node, emits the hash of every visit, and sends on what is left. */
final class Ripples implements NodeProgram<Long, Ripple, Ripple, Long> {
  private static final long serialVersionUID = 1L;

  private final Workload workload;

  Ripples(Workload workload) {
    this.workload = workload;
  }

  @Override
  public void onEvent(Ripple event, NodeContext<Long, Ripple, Long> context) {
    visit(event, context);
  }

  @Override
  public void onMessage(Ripple message, NodeContext<Long, Ripple, Long> context) {
    visit(message, context);
  }

  private void visit(Ripple ripple, NodeContext<Long, Ripple, Long> context) {
    Long before = context.state();
    long visits = before == null ? 1 : before + 1;
    context.setState(visits);
    context.emit(Tally.visit(context.node(), visits));
    for (int i = 0; i < workload.sends(ripple); i++) {
      Ripple next = workload.next(ripple, i);
      double delay =
          workload.maxDelay() == 0 ? 0 : workload.maxDelay() * context.random().nextDouble();
      context.send(workload.target(next, i), next, 1, delay);
    }
  }
}
