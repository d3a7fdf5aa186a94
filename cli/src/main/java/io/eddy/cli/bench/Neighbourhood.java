package io.eddy.cli.bench;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import java.util.Arrays;

/**
 * Two-hop neighbourhood explosion: an edge makes its source send to all its neighbours, and those
 * to all of theirs. State is the neighbours. Emits how many messages a visit has sent.
 *
 * <p>A message's {@code left} says what it is: 2 tells the destination of an edge its source, 1
 * reaches a neighbour, 0 a neighbour's neighbour. An event packs source and destination into a
 * long.
 */
final class Neighbourhood implements NodeProgram<int[], Long, Hop, Long> {
  private static final long serialVersionUID = 1L;

  static final int MAX_HOPS = 2;
  private static final int REVERSE_EDGE = 2;

  static long edge(int source, int destination) {
    return ((long) source << 32) | destination;
  }

  static int source(long edge) {
    return (int) (edge >> 32);
  }

  @Override
  public void onEvent(Long edge, NodeContext<int[], Hop, Long> context) {
    int destination = edge.intValue();
    int[] neighbours = with(destination, context);
    context.send(Nodes.of(destination), new Hop(source(edge), REVERSE_EDGE, 0));
    sendToAll(neighbours, 1, context);
    context.emit(1L + neighbours.length);
  }

  @Override
  public void onMessage(Hop hop, NodeContext<int[], Hop, Long> context) {
    if (hop.left() == REVERSE_EDGE) {
      with((int) hop.id(), context);
    } else if (hop.left() == 1) {
      int[] neighbours = context.state();
      if (neighbours != null) {
        sendToAll(neighbours, 0, context);
        context.emit((long) neighbours.length);
      }
    }
  }

  private static int[] with(int neighbour, NodeContext<int[], Hop, Long> context) {
    int[] before = context.state();
    int[] after = before == null ? new int[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = neighbour;
    context.setState(after);
    return after;
  }

  private static void sendToAll(int[] nodes, int left, NodeContext<int[], Hop, Long> context) {
    for (int node : nodes) {
      context.send(Nodes.of(node), new Hop(node, left, 0));
    }
  }
}
