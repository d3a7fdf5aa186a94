package io.eddy.jobs.examples.amp;

import io.eddy.jobs.examples.amp.AmpReadOut.Cause;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
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
      hear(ask.message(), context);
    } else if (event instanceof AmpEvent.Start start) {
      float[] features = new float[start.features().size()];
      for (int i = 0; i < features.length; i++) {
        features[i] = start.features().get(i);
      }
      AmpState state = network().start(features);
      context.setState(new AmpNode(start.neighbours(), state));
      emit(state, Cause.STARTED, context);
    }
  }

  @Override
  public void onMessage(AmpMessage message, NodeContext<AmpNode, AmpMessage, AmpReadOut> context) {
    hear(message, context);
  }

  private void hear(AmpMessage message, NodeContext<AmpNode, AmpMessage, AmpReadOut> context) {
    AmpNode node = context.state();
    if (node == null) {
      throw new IllegalArgumentException(
          "a message reached node '%s' before its start; start all nodes before the first message"
              .formatted(context.node()));
    }
    AmpNetwork known = network();
    if (!known.cell().hears(node.state(), context.energy())) {
      emit(node.state(), Cause.DROPPED, context);
      return;
    }
    AmpReaction reaction = known.cell().react(node.state(), message.values(), context.energy());
    context.setState(new AmpNode(node.neighbours(), reaction.state()));
    emit(reaction.state(), Cause.HEARD, context);
    if (context.hop() < maxHops && known.cell().speaks(reaction)) {
      AmpMessage said = new AmpMessage(reaction.message());
      node.neighbours().forEach(to -> context.send(to, said, reaction.energy(), 0));
    }
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
