package io.eddy.jobs.examples.distance;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;

/**
 * Distance in arcs from the start nodes by relaxation: a message says "you are at most this far". A
 * node that hears of a shorter way than it knows keeps it, emits it, and tells its successors; any
 * other message ends there. Emitted distances of a node only fall, and the last is the shortest
 * over the arcs so far.
 *
 * <p>Arcs may come before or after the start, and may repeat. Along a chain of messages distances
 * rise by one, and a node forwards only what is shorter than all it heard, so no chain meets a node
 * twice: a message has at most (number of nodes) hops.
 */
public final class ShortestDistances
    implements NodeProgram<DistanceState, DistanceEvent, Integer, NodeDistance> {
  private static final long serialVersionUID = 1L;

  @Override
  public void onEvent(
      DistanceEvent event, NodeContext<DistanceState, Integer, NodeDistance> context) {
    DistanceState state = stateOf(context);
    if (event instanceof DistanceEvent.Arc arc) {
      // A known successor was told already.
      if (!state.hasSuccessor(arc.to())) {
        context.setState(state.withSuccessor(arc.to()));
        if (state.reached()) {
          context.send(arc.to(), state.distance() + 1);
        }
      }
    } else {
      relax(0, state, context);
    }
  }

  @Override
  public void onMessage(
      Integer distance, NodeContext<DistanceState, Integer, NodeDistance> context) {
    relax(distance, stateOf(context), context);
  }

  private static void relax(
      int distance,
      DistanceState state,
      NodeContext<DistanceState, Integer, NodeDistance> context) {
    if (distance >= state.distance()) {
      return;
    }
    context.setState(state.withDistance(distance));
    context.emit(new NodeDistance(context.node(), distance));
    for (String successor : state.successors()) {
      context.send(successor, distance + 1);
    }
  }

  private static DistanceState stateOf(NodeContext<DistanceState, Integer, NodeDistance> context) {
    DistanceState state = context.state();
    return state == null ? DistanceState.UNKNOWN : state;
  }
}
