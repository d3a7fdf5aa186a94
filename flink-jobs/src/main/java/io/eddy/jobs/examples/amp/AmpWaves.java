package io.eddy.jobs.examples.amp;

import io.eddy.jobs.examples.amp.AmpReadOut.Cause;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import io.eddy.model.amp.AmpCell;
import io.eddy.model.amp.AmpModel;
import io.eddy.model.amp.AmpNetwork;
import io.eddy.model.amp.AmpReaction;
import io.eddy.model.amp.AmpState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The waves of an AMP network: a node takes in one message, changes, and tells all its neighbours,
 * the one it heard from too. A wave ends where energy is spent, or after so many hops.
 *
 * <p>The reference code has one queue for all messages, first in, first out, and stops after so
 * many. In memory without delays, and in a loop of parallelism 1, messages are delivered in just
 * that order. There is no count of all messages, which no node could keep; instead hops only grow
 * along the queue, so a wave that is cut by hops does the same as the reference's up to the last
 * message of its last hop. Every delivery emits a read-out, in order: who wants the state after n
 * messages takes the first n, and enough hops that there are so many. With more subtasks, or
 * delays, messages overtake one another; AMP promises to bear that, not to give the same numbers.
 */
public final class AmpWaves implements NodeProgram<AmpNode, AmpEvent, AmpMessage, AmpReadOut> {
  private static final long serialVersionUID = 1L;

  private final AmpModel model;
  private final int maxHops;
  private transient @Nullable AmpNetwork network;

  /**
   * The waves of a model.
   *
   * @param maxHops a node this many messages from outside hears and is silent
   */
  public AmpWaves(AmpModel model, int maxHops) {
    this.model = model;
    this.maxHops = maxHops;
  }

  @Override
  public void onEvent(AmpEvent event, NodeContext<AmpNode, AmpMessage, AmpReadOut> context) {
    if (event instanceof AmpEvent.Ask ask) {
      onMessage(ask.message(), context);
    } else if (event instanceof AmpEvent.Start start) {
      start(start, context);
    }
  }

  @Override
  public void onMessage(AmpMessage message, NodeContext<AmpNode, AmpMessage, AmpReadOut> context) {
    AmpNode known = context.state();
    AmpNode node = known == null ? AmpNode.NEW : known;
    AmpNode.Early arrival = new AmpNode.Early(message, context.hop(), context.energy());
    AmpState state = node.state();
    if (state == null) {
      List<AmpNode.Early> early = new ArrayList<>(node.early());
      early.add(arrival);
      context.setState(new AmpNode(node.neighbours(), null, List.copyOf(early)));
      return;
    }
    AmpState after = hear(arrival, state, node.neighbours(), context);
    context.setState(new AmpNode(node.neighbours(), after, List.of()));
  }

  private void start(AmpEvent.Start start, NodeContext<AmpNode, AmpMessage, AmpReadOut> context) {
    AmpNode before = context.state();
    if (before != null && before.state() != null) {
      throw new IllegalArgumentException(
          "node '%s' was started twice; each node starts once".formatted(start.node()));
    }
    float[] features = new float[start.features().size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = start.features().get(i);
    }
    AmpState state = network().start(features);
    emit(state, Cause.STARTED, context);
    if (before != null) {
      for (AmpNode.Early arrival : before.early()) {
        state = hear(arrival, state, start.neighbours(), context);
      }
    }
    context.setState(new AmpNode(start.neighbours(), state, List.of()));
  }

  /** Reacts to a message and sends what the node says; returns its state afterwards. */
  private AmpState hear(
      AmpNode.Early arrival,
      AmpState state,
      List<String> neighbours,
      NodeContext<AmpNode, AmpMessage, AmpReadOut> context) {
    AmpCell cell = network().cell();
    if (!cell.hears(state, arrival.energy())) {
      emit(state, Cause.DROPPED, context);
      return state;
    }
    AmpReaction reaction = cell.react(state, arrival.message().values(), arrival.energy());
    emit(reaction.state(), Cause.HEARD, context);
    if (arrival.hop() < maxHops && cell.speaks(reaction)) {
      AmpMessage said = new AmpMessage(reaction.message());
      neighbours.forEach(to -> context.send(to, said, reaction.energy(), 0));
    }
    return reaction.state();
  }

  private void emit(
      AmpState state, Cause cause, NodeContext<AmpNode, AmpMessage, AmpReadOut> context) {
    float[] values = network().logProbabilities(state);
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    context.emit(new AmpReadOut(context.node(), cause, List.copyOf(list)));
  }

  private AmpNetwork network() {
    if (network == null) {
      network = new AmpNetwork(model);
    }
    return network;
  }
}
