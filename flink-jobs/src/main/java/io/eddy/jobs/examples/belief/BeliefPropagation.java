package io.eddy.jobs.examples.belief;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;

/**
 * Sum-product belief propagation on a tree or forest. A node sends to a neighbour when it has heard
 * from all others, and emits its marginal when it has heard from all.
 *
 * <p>Each edge carries one message a direction, so a node never needs to remember whom it wrote:
 * the last neighbour to be heard is the one it already wrote to, and the others are not yet written
 * to. Events and messages may come in any order; what comes before the node's own event is kept. A
 * chain of messages follows a path of the tree: at most (number of nodes − 1) hops. On a graph with
 * a cycle the nodes of the cycle wait for one another and emit nothing.
 */
public final class BeliefPropagation
    implements NodeProgram<BeliefState, TreeFactor, BeliefMessage, Marginal> {
  private static final long serialVersionUID = 1L;

  @Override
  public void onEvent(
      TreeFactor factor, NodeContext<BeliefState, BeliefMessage, Marginal> context) {
    BeliefState before = stateOf(context);
    if (before.factor() != null) {
      throw new IllegalArgumentException(
          "node '%s' got a second factor; the model is given once".formatted(factor.node()));
    }
    before.heard().forEach(message -> checkNeighbour(factor, message));
    BeliefState state = before.withFactor(factor);
    context.setState(state);
    int silent = factor.couplings().size() - state.heard().size();
    if (silent <= 1) {
      for (TreeFactor.Coupling coupling : factor.couplings()) {
        if (silent == 0 || !state.heardFrom(coupling.neighbour())) {
          send(coupling, factor, state, context);
        }
      }
    }
    emitWhenComplete(factor, state, context);
  }

  @Override
  public void onMessage(
      BeliefMessage message, NodeContext<BeliefState, BeliefMessage, Marginal> context) {
    BeliefState state = stateOf(context).withHeard(message);
    context.setState(state);
    TreeFactor factor = state.factor();
    if (factor == null) {
      return;
    }
    checkNeighbour(factor, message);
    int silent = factor.couplings().size() - state.heard().size();
    for (TreeFactor.Coupling coupling : factor.couplings()) {
      boolean lastSilent = silent == 1 && !state.heardFrom(coupling.neighbour());
      boolean notYetTold = silent == 0 && !coupling.neighbour().equals(message.from());
      if (lastSilent || notYetTold) {
        send(coupling, factor, state, context);
      }
    }
    emitWhenComplete(factor, state, context);
  }

  private static void send(
      TreeFactor.Coupling coupling,
      TreeFactor factor,
      BeliefState state,
      NodeContext<BeliefState, BeliefMessage, Marginal> context) {
    double[] belief = SumProduct.belief(factor, state.heard(), coupling.neighbour());
    context.send(
        coupling.neighbour(),
        new BeliefMessage(context.node(), SumProduct.message(factor, coupling, belief)));
  }

  private static void emitWhenComplete(
      TreeFactor factor,
      BeliefState state,
      NodeContext<BeliefState, BeliefMessage, Marginal> context) {
    if (state.heard().size() == factor.couplings().size()) {
      double[] belief = SumProduct.belief(factor, state.heard(), null);
      context.emit(new Marginal(context.node(), SumProduct.normalized(context.node(), belief)));
    }
  }

  private static void checkNeighbour(TreeFactor factor, BeliefMessage message) {
    if (!factor.hasNeighbour(message.from())) {
      throw new IllegalArgumentException(
          "node '%s' heard from '%s', which is not among its edges; both ends of an edge must name it"
              .formatted(factor.node(), message.from()));
    }
  }

  private static BeliefState stateOf(NodeContext<BeliefState, BeliefMessage, Marginal> context) {
    BeliefState state = context.state();
    return state == null ? BeliefState.EMPTY : state;
  }
}
