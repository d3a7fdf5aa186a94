package io.eddy.jobs.node;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Heard;
import io.eddy.jobs.event.Neural;
import io.eddy.jobs.event.OfferedMails;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.Reply;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.loop.program.NodeAccess;
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
 * The neural part of the visits: embeds, scores, updates memories, keeps mails. It is put off until
 * {@link #complete}; with waves each visit is computed at once, because what a node says to others
 * decides how far they go.
 */
final class NeuralVisits {
  private static final float[] NO_FEATURES = {};

  private final NeuralPlan plan;
  private final Networks networks = new Networks();
  private final WaveCells ripples;
  private final Names names = new Names();

  NeuralVisits(NeuralPlan plan) {
    this.plan = plan;
    this.ripples = new WaveCells(plan.rippleSettings(), networks);
  }

  /** The neural part of a node that is visited: one that was idle for too long starts anew. */
  NeuralNode node(NodeState state, long timeMicros, NodeAccess<NodeState, Visit> context) {
    NeuralNode neural = state.neural();
    if (neural == null) {
      return anew(new Followers());
    }
    requireShape(neural, context.node());
    return plan.idleNodes().forgotten(state.seenMicros(), timeMicros)
        ? leave(neural, context)
        : neural;
  }

  /**
   * What is left of a node at a time: no memory if it was idle for too long, but those who keep
   * mails of it, since these will want to hear of it.
   */
  NodeState forget(NodeState state, long timeMicros, NodeAccess<NodeState, Visit> context) {
    NeuralNode neural = state.neural();
    if (neural == null
        || state.isForgotten()
        || !plan.idleNodes().forgotten(state.seenMicros(), timeMicros)) {
      return state;
    }
    return state.forgotten(leave(neural, context));
  }

  /** The node forgets its mails, and tells those whose they are that it need not hear of them. */
  private NeuralNode leave(NeuralNode node, NodeAccess<NodeState, Visit> context) {
    if (plan.ripples()) {
      networks.complete();
      ripples.plain().left(node, context.node(), context.energy(), sender(context, null));
    }
    return anew(node.followers());
  }

  private NeuralNode anew(Followers followers) {
    return new NeuralNode(new NeuralMemory(plan.shape()), followers);
  }

  private void requireShape(NeuralNode neural, String node) {
    if (!neural.memory().shape().equals(plan.shape())) {
      throw new IllegalStateException(
          "node '%s' has a memory of %s, but this job keeps %s; give it the bundle and the precision it had, or start with --reset-memory"
              .formatted(node, neural.memory().shape(), plan.shape()));
    }
  }

  /** The first visit, at the source. */
  Neural offer(NeuralNode node, Edge edge, Release model) {
    EdgeRef ref = edge.ref();
    Interaction interaction =
        new Interaction(names.of(ref.src()), names.of(ref.dst()), ref.timeMicros(), features(edge));
    TgnVisits visits = networks.of(model);
    Neural neural = new Neural(model, interaction, networks.ranks() ? new OfferedMails() : null);
    offer(visits, node.memory(), neural);
    completeIfWaving();
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
    String self = names.of(ref.dst());
    String source = names.of(ref.src());
    String displaced = visits.nextDisplaced(node.memory());
    float[] after =
        visits.settle(
            node.memory(), neural.interaction(), listener(self, neural.model(), remembered));
    completeIfWaving();
    // The answer goes first: the source must keep its mail before it hears of the change.
    context.send(source, new Reply(ref, neural));
    if (plan.ripples()) {
      // The wave of an event of a node with itself starts when both its mails are there.
      boolean speaks = ripples.waves() && !self.equals(source);
      tell(node, self, source, displaced, after, speaks, neural, context);
    }
    return remembered;
  }

  /** The third visit, at the source again. */
  void close(
      NeuralNode node,
      EdgeRef ref,
      Neural neural,
      NodeContext<NodeState, Visit, NodeOutput> context) {
    TgnVisits visits = networks.of(neural.model());
    Remembered remembered = new Remembered();
    String self = names.of(ref.src());
    String destination = names.of(ref.dst());
    String displaced = visits.nextDisplaced(node.memory());
    float[] after =
        visits.close(
            node.memory(), neural.interaction(), listener(self, neural.model(), remembered));
    completeIfWaving();
    if (plan.ripples()) {
      tell(node, self, destination, displaced, after, ripples.waves(), neural, context);
    }
    if (!self.equals(destination)) {
      context.emit(NodeOutput.of(remembered));
    }
  }

  /** A ripple arrives; the state behind it. */
  NodeState hear(NodeState state, Heard heard, NodeContext<NodeState, Visit, NodeOutput> context) {
    Release model = heard.model();
    if (model != null) {
      return wave(state, heard, model, context);
    }
    NeuralNode node = state.neural();
    if (node == null) {
      // It has been forgotten, and its mails with it.
      return state;
    }
    requireShape(node, context.node());
    if (heard.ripple() instanceof Ripple.Refresh refresh) {
      networks.refresh(node.memory(), refresh.from(), refresh.memory());
    } else {
      hear(ripples.plain(), heard, node, context);
    }
    return state.isForgotten() ? state.forgotten(node) : state;
  }

  /** A wave keeps a node from being idle if it changes its memory. */
  private NodeState wave(
      NodeState state,
      Heard heard,
      Release model,
      NodeContext<NodeState, Visit, NodeOutput> context) {
    long timeMicros = Math.multiplyExact(context.eventTimeMillis(), 1000L);
    NeuralNode node = node(state, timeMicros, context);
    float[] before = node.memory().memory();
    if (!hear(ripples.of(model), heard, node, context)) {
      return state.isForgotten()
          ? state.forgotten(node)
          : state.withNeural(node, state.seenMicros());
    }
    float[] after = node.memory().memory();
    double moved = TgnVisits.distance(before, after);
    context.emit(
        NodeOutput.of(
            new Remembered(
                MemoryUpdate.of(context.node(), node.memory(), after, moved, model.version())
                    .at(context.eventTimeMillis()))));
    return state.withNeural(node, timeMicros);
  }

  private static boolean hear(
      Ripples by, Heard heard, NeuralNode node, NodeContext<NodeState, Visit, NodeOutput> context) {
    return by.hear(
        heard.ripple(), node, context.node(), context.energy(), sender(context, heard.model()));
  }

  void complete() {
    networks.complete();
  }

  /** Visits that are put off. */
  int putOff() {
    return networks.putOff();
  }

  private void completeIfWaving() {
    if (ripples.waves()) {
      networks.complete();
    }
  }

  private void tell(
      NeuralNode node,
      String self,
      String other,
      @Nullable String displaced,
      float[] after,
      boolean speaks,
      Neural neural,
      NodeContext<NodeState, Visit, NodeOutput> context) {
    Ripples.Sender sender = sender(context, neural.model());
    Ripples told = ripples.of(neural.model());
    told.kept(node, self, other, displaced, context.energy(), sender);
    told.changed(node, self, after, speaks ? after : null, other, context.energy(), sender);
  }

  /** Sends ripples on; what many are told is one object. */
  private static Ripples.Sender sender(
      NodeAccess<NodeState, Visit> context, @Nullable Release model) {
    return new Ripples.Sender() {
      private @Nullable Heard last;

      @Override
      public void send(String to, Ripple ripple, float energy) {
        if (last == null || last.ripple() != ripple) {
          // Only a wave is computed with, so only it says with what.
          last = new Heard(ripple, ripple instanceof Ripple.Wave ? model : null);
        }
        context.send(to, last, energy, 0);
      }
    };
  }

  private static TgnVisits.Changed listener(String node, Release model, Remembered remembered) {
    return (memory, after, moved) ->
        remembered.set(MemoryUpdate.of(node, memory, after, moved, model.version()));
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
