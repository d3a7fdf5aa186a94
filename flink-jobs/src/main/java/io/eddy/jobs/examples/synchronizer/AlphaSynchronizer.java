package io.eddy.jobs.examples.synchronizer;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import java.util.Collections;
import java.util.List;

/**
 * The α-synchronizer: nodes that react to single messages at times of their own compute exactly
 * what a synchronous {@link SumGin} of L layers computes (Faber and Wattenhofer, arXiv 2205.12245,
 * section 4.1; Awerbuch, "Complexity of Network Synchronization", 1985).
 *
 * <p>A node sends its values to all neighbours at its start and after each layer but the last; it
 * does a layer when the values of all neighbours for that layer are there. Awerbuch's version
 * acknowledges messages and announces that a node is safe; here every node sends on every edge in
 * every layer, so having heard from all neighbours already says that, and no other message is
 * needed.
 *
 * <p>Two sums suffice, whatever the delays. A neighbour sends for layer l+1 only when it has done
 * layer l, hence has our values for l; it sends for layer l+2 only after our values for l+1. So
 * while this node has not done layer l it can be sent values for l and for l+1 and no others. They
 * may overtake one another, which is why a message carries its layer. What comes before the node's
 * own start is kept the same way.
 *
 * <p>Sums of floats depend on the order of their terms, so results agree with a synchronous run up
 * to rounding. A message of layer l has at most l + 1 hops from the start event that completed the
 * chain: L layers need {@code maxHops} ≥ L.
 */
public final class AlphaSynchronizer
    implements NodeProgram<SynchronizerState, NodeStart, LayerMessage, FinalValues> {
  private static final long serialVersionUID = 1L;

  private final SumGin network;

  /** The program that runs a network. */
  public AlphaSynchronizer(SumGin network) {
    this.network = network;
  }

  @Override
  public void onEvent(
      NodeStart start, NodeContext<SynchronizerState, LayerMessage, FinalValues> context) {
    SynchronizerState before = stateOf(context);
    if (before.neighbours() != null) {
      throw new IllegalArgumentException(
          "node '%s' was started twice; each node starts once".formatted(start.node()));
    }
    if (start.features().size() != network.inputs(0)) {
      throw new IllegalArgumentException(
          "node '%s' has %d features; the first layer takes %d"
              .formatted(start.node(), start.features().size(), network.inputs(0)));
    }
    SynchronizerState state = before.started(start);
    tell(state, start.neighbours(), context);
    advance(state, start.neighbours(), context);
  }

  @Override
  public void onMessage(
      LayerMessage message, NodeContext<SynchronizerState, LayerMessage, FinalValues> context) {
    SynchronizerState before = stateOf(context);
    int ahead = message.layer() - before.layer();
    if (ahead < 0 || ahead > 1) {
      throw new IllegalArgumentException(
          "node '%s' has done %d layers and was sent values for layer %d; neighbours must name each other, and an edge must be there once"
              .formatted(context.node(), before.layer(), message.layer()));
    }
    SynchronizerState state = before.heard(message);
    List<String> neighbours = state.neighbours();
    if (neighbours == null) {
      context.setState(state);
    } else {
      advance(state, neighbours, context);
    }
  }

  /** Does every layer whose values are there; more than one only without neighbours. */
  private void advance(
      SynchronizerState from,
      List<String> neighbours,
      NodeContext<SynchronizerState, LayerMessage, FinalValues> context) {
    SynchronizerState state = from;
    while (state.layer() < network.depth() && state.current().count() == neighbours.size()) {
      state = state.advanced(network.update(state.layer(), state.values(), sumOf(state)));
      if (state.layer() < network.depth()) {
        tell(state, neighbours, context);
      } else {
        context.emit(new FinalValues(context.node(), state.values()));
      }
    }
    context.setState(state);
  }

  private static void tell(
      SynchronizerState state,
      List<String> neighbours,
      NodeContext<SynchronizerState, LayerMessage, FinalValues> context) {
    LayerMessage message = new LayerMessage(state.layer(), state.values());
    neighbours.forEach(neighbour -> context.send(neighbour, message));
  }

  private static List<Float> sumOf(SynchronizerState state) {
    return state.current().count() == 0
        ? Collections.nCopies(state.values().size(), 0f)
        : state.current().sum();
  }

  private static SynchronizerState stateOf(
      NodeContext<SynchronizerState, LayerMessage, FinalValues> context) {
    SynchronizerState state = context.state();
    return state == null ? SynchronizerState.NEW : state;
  }
}
