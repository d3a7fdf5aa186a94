package io.eddy.jobs.node;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Heard;
import io.eddy.jobs.event.Neural;
import io.eddy.jobs.event.OfferedMails;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.Reply;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.ripple.NeuralNode;
import io.eddy.jobs.ripple.Ripple;
import io.eddy.jobs.ripple.Ripples;
import io.eddy.memory.node.Followers;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.eddy.Mails;
import io.eddy.model.tgn.serve.Interaction;
import io.eddy.model.tgn.serve.TgnVisits;
import org.jspecify.annotations.Nullable;

/**
 * The neural part of the visits: embeds, scores, updates memories, keeps mails. Without ripples it
 * is put off until {@link #complete}; with them each visit is computed at once, because what a node
 * tells others has to be there.
 */
final class NeuralVisits {
  private static final float[] NO_FEATURES = {};

  private final NeuralPlan plan;
  private final Networks networks;
  private final WaveCells ripples;
  private final Names names = new Names();

  NeuralVisits(NeuralPlan plan) {
    this.plan = plan;
    this.networks = new Networks(!plan.ripples());
    this.ripples = new WaveCells(plan.rippleSettings(), networks);
  }

  /** The neural part of a node, a new one if there is none or it was idle for too long. */
  NeuralNode node(NodeState state, String node, long timeMicros) {
    NeuralNode neural = state.neural();
    if (neural == null || plan.idleNodes().forgotten(state.seenMicros(), timeMicros)) {
      return new NeuralNode(new NeuralMemory(plan.shape()), new Followers());
    }
    if (!neural.memory().shape().equals(plan.shape())) {
      throw new IllegalStateException(
          "node '%s' has a memory of %s, but this job keeps %s; give it the bundle and the precision it had, or start with --reset-memory"
              .formatted(node, neural.memory().shape(), plan.shape()));
    }
    return neural;
  }

  /** The first visit, at the source. */
  Neural offer(NeuralNode node, Edge edge, Release model) {
    EdgeRef ref = edge.ref();
    Interaction interaction =
        new Interaction(names.of(ref.src()), names.of(ref.dst()), ref.timeMicros(), features(edge));
    TgnVisits visits = networks.of(model);
    Neural neural = new Neural(model, interaction, networks.ranks() ? new OfferedMails() : null);
    offer(visits, node.memory(), neural);
    completeIfTold();
    return neural;
  }

  private static void offer(TgnVisits visits, NeuralMemory source, Neural neural) {
    Interaction interaction = neural.interaction();
    OfferedMails mails = neural.mails();
    if (mails == null) {
      visits.offer(source, interaction);
      return;
    }
    visits.offer(
        source,
        interaction,
        node -> mails.set(Mails.before(interaction.timeMicros(), node.mailbox())));
  }

  /**
   * The second visit, at the destination; also answers the source.
   *
   * @return the destination's memory after the event
   */
  Remembered settle(
      NeuralNode node,
      EdgeRef ref,
      Neural neural,
      NodeContext<NodeState, Visit, NodeOutput> context) {
    TgnVisits visits = networks.of(neural.model());
    Remembered remembered = new Remembered();
    visits.settle(
        node.memory(),
        neural.interaction(),
        listener(names.of(ref.dst()), neural.model(), remembered));
    completeIfTold();
    // The answer goes first: the source must keep its mail before it hears of the change.
    context.send(ref.src(), new Reply(ref, neural));
    if (plan.ripples()) {
      // The wave of an event of a node with itself starts when both its mails are there.
      boolean speaks = ripples.waves() && !ref.src().equals(ref.dst());
      float[] memory = neural.interaction().sourceMemory();
      tell(node, ref.dst(), ref.src(), memory, speaks, neural, context);
    }
    return remembered;
  }

  /** The third visit, at the source again. */
  void close(
      NeuralNode node,
      EdgeRef ref,
      Neural neural,
      NodeContext<NodeState, Visit, NodeOutput> context) {
    Remembered remembered = new Remembered();
    networks
        .of(neural.model())
        .close(
            node.memory(),
            neural.interaction(),
            listener(names.of(ref.src()), neural.model(), remembered));
    completeIfTold();
    if (plan.ripples()) {
      float[] memory = neural.interaction().destinationMemory();
      tell(node, ref.src(), ref.dst(), memory, ripples.waves(), neural, context);
    }
    if (!ref.src().equals(ref.dst())) {
      context.emit(NodeOutput.of(remembered));
    }
  }

  /** A ripple arrives. */
  void hear(NeuralNode node, Heard heard, NodeContext<NodeState, Visit, NodeOutput> context) {
    Release model = heard.model();
    float[] before = node.memory().memory();
    boolean changed =
        (model == null ? ripples.plain() : ripples.of(model))
            .hear(heard.ripple(), node, context.node(), context.energy(), sender(context, model));
    if (changed && model != null) {
      double moved = TgnVisits.distance(before, node.memory().memory());
      context.emit(
          NodeOutput.of(
              new Remembered(
                  MemoryUpdate.of(context.node(), node.memory(), moved, model.version())
                      .at(context.eventTimeMillis()))));
    }
  }

  void complete() {
    networks.complete();
  }

  private void completeIfTold() {
    if (plan.ripples()) {
      networks.complete();
    }
  }

  private void tell(
      NeuralNode node,
      String self,
      String other,
      float[] othersMemory,
      boolean speaks,
      Neural neural,
      NodeContext<NodeState, Visit, NodeOutput> context) {
    Ripples.Sender sender = sender(context, neural.model());
    Ripples told = ripples.of(neural.model());
    told.keep(
        node,
        self,
        other,
        neural.interaction().timeMicros(),
        neural.interaction().features(),
        othersMemory,
        context.energy(),
        sender);
    float[] said = speaks ? node.memory().memory() : null;
    told.changed(node, self, said, other, context.energy(), sender);
  }

  /** Only a wave is computed with, so only it says with what. */
  private static Ripples.Sender sender(
      NodeContext<NodeState, Visit, NodeOutput> context, @Nullable Release model) {
    return (to, ripple, energy) ->
        context.send(
            to, new Heard(ripple, ripple instanceof Ripple.Wave ? model : null), energy, 0);
  }

  private static TgnVisits.Changed listener(String node, Release model, Remembered remembered) {
    return (memory, moved) -> remembered.set(MemoryUpdate.of(node, memory, moved, model.version()));
  }

  private float[] features(Edge edge) {
    int expected = plan.shape().features();
    if (expected == 0) {
      return NO_FEATURES;
    }
    if (edge.features().length != expected) {
      throw new IllegalStateException(
          "event '%s' has %d features, but the network of the nodes' memories expects %d"
              .formatted(edge.ref().id(), edge.features().length, expected));
    }
    return edge.features();
  }
}
