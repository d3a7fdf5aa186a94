package io.eddy.jobs.node;

import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Heard;
import io.eddy.jobs.event.Neural;
import io.eddy.jobs.event.Offer;
import io.eddy.jobs.event.Reply;
import io.eddy.jobs.event.Settled;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.loop.program.DeferringProgram;
import io.eddy.jobs.loop.program.ForgettingProgram;
import io.eddy.jobs.loop.program.NodeAccess;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.ripple.NeuralNode;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceState;
import io.eddy.memory.ranker.SourceView;
import org.jspecify.annotations.Nullable;

/**
 * The visits of an event (u → v) to its nodes; each reads and changes only the state of the node it
 * is at.
 *
 * <ol>
 *   <li>offer, at u: sends v the event with what u remembered before it, then remembers v;
 *   <li>settle, at v: emits the event with what both remembered, then counts it in v's card;
 *   <li>close, at u: takes in what v was before the event.
 * </ol>
 *
 * <p>With a {@link NeuralPlan} the nodes have memories as well: the offer embeds u, settling embeds
 * v and scores the event, and both memories take in their messages behind that. At parallelism 1
 * all three visits are done before the next event begins.
 */
public final class NodeVisits
    implements DeferringProgram<NodeState, StampedEdge, Visit, NodeOutput>,
        ForgettingProgram<NodeState, StampedEdge, Visit, NodeOutput> {
  private static final long serialVersionUID = 1L;

  /** Highest hop of a message of a visit: offers have 1, replies 2. */
  private static final int VISIT_HOPS = 2;

  private static final PairHistory NOBODY = new PairHistory(1);

  private final int historyCapacity;
  private final @Nullable RankerSettings rankerSettings;
  private final @Nullable NeuralPlan plan;
  private transient @Nullable RankerScales scales;
  private transient @Nullable NeuralVisits neural;

  /**
   * The visits.
   *
   * @param historyCapacity most destinations remembered for a source; 0 where nothing ranks, so
   *     that nobody asks for them or for cards
   * @param rankerSettings of the features of a learned ranker; null where a rule ranks
   * @param plan of the nodes' memories; null where they have none
   */
  public NodeVisits(
      int historyCapacity, @Nullable RankerSettings rankerSettings, @Nullable NeuralPlan plan) {
    this.historyCapacity = historyCapacity;
    this.rankerSettings = rankerSettings;
    this.plan = plan;
  }

  /** Highest hop of a message. */
  public int maxHops() {
    return VISIT_HOPS + (plan == null ? 0 : plan.rippleSettings().loopHops());
  }

  @Override
  public void onEvent(StampedEdge event, NodeContext<NodeState, Visit, NodeOutput> context) {
    EdgeRef ref = event.edge().ref();
    NodeState state = stateOf(context);
    PairHistory before = NOBODY;
    PairHistory after = null;
    boolean clamped = false;
    if (historyCapacity > 0) {
      before = history(state);
      after = before.copy();
      clamped = after.visit(ref.dst(), ref.timeMicros());
    }
    SourceState habits = null;
    SourceView view = null;
    if (rankerSettings != null) {
      RankerScales known = scales(rankerSettings);
      habits = state.habits() == null ? new SourceState() : state.habits();
      view = habits.view(ref.src(), ref.timeMicros(), known);
      habits.apply(ref.dst(), ref.timeMicros(), known);
    }
    NodeState next = state.withSource(after, habits);
    Neural offered = null;
    if (plan != null && event.model() != null) {
      NeuralNode node = neural(plan).node(state, ref.timeMicros(), context);
      offered = neural(plan).offer(node, event.edge(), event.model());
      next = next.withNeural(node, ref.timeMicros());
    }
    context.setState(next);
    context.send(ref.dst(), new Offer(ref, before, view, clamped, offered));
  }

  @Override
  public void onMessage(Visit visit, NodeContext<NodeState, Visit, NodeOutput> context) {
    if (visit instanceof Offer offer) {
      settle(offer, context);
    } else if (visit instanceof Reply reply) {
      close(reply, context);
    } else if (visit instanceof Heard heard) {
      hear(heard, context);
    }
  }

  private void settle(Offer offer, NodeContext<NodeState, Visit, NodeOutput> context) {
    NodeState state = stateOf(context);
    CandidateCard before =
        state.card() == null ? CandidateCard.unseen(context.node()) : state.card();
    EdgeRef ref = offer.ref();
    // Where nothing ranks nobody asks for cards either.
    NodeState next = historyCapacity > 0 ? state.withCard(before.visited(ref.timeMicros())) : state;
    Settled settled = new Settled(offer, before, null);
    if (plan == null || offer.neural() == null) {
      context.emit(NodeOutput.of(settled));
      context.send(ref.src(), new Reply(ref, null));
    } else {
      NeuralNode node = neural(plan).node(state, ref.timeMicros(), context);
      context.emit(
          new NodeOutput(settled, neural(plan).settle(node, ref, offer.neural(), context)));
      next = next.withNeural(node, ref.timeMicros());
    }
    context.setState(next);
  }

  private void close(Reply reply, NodeContext<NodeState, Visit, NodeOutput> context) {
    if (plan == null || reply.neural() == null) {
      return;
    }
    NodeState state = stateOf(context);
    long time = reply.ref().timeMicros();
    NeuralNode node = neural(plan).node(state, time, context);
    neural(plan).close(node, reply.ref(), reply.neural(), context);
    context.setState(state.withNeural(node, time));
  }

  private void hear(Heard heard, NodeContext<NodeState, Visit, NodeOutput> context) {
    if (plan == null) {
      throw new IllegalStateException(
          "a ripple from node '%s' reached node '%s', but nodes have no memories"
              .formatted(heard.ripple().from(), context.node()));
    }
    keep(neural(plan).hear(stateOf(context), heard, context), context);
  }

  @Override
  public int putOff() {
    return neural == null ? 0 : neural.putOff();
  }

  @Override
  public void complete() {
    if (neural != null) {
      neural.complete();
    }
  }

  @Override
  public long forgetEveryMillis() {
    return plan == null ? 0 : plan.sweepMillis();
  }

  /** A node starts anew with its next event if that would find it idle for too long. */
  @Override
  public boolean forget(NodeAccess<NodeState, Visit> node) {
    if (plan == null) {
      return false;
    }
    NodeState state = stateOf(node);
    long now = Math.multiplyExact(node.eventTimeMillis(), 1000L);
    NodeState left = neural(plan).forget(state, now, node);
    if (left == state) {
      return false;
    }
    keep(left, node);
    return true;
  }

  /** What is left of a node; of one that is as if it had never been, nothing. */
  private static void keep(NodeState left, NodeAccess<NodeState, Visit> node) {
    node.setState(left.equals(NodeState.UNKNOWN) ? null : left);
  }

  private NeuralVisits neural(NeuralPlan of) {
    if (neural == null) {
      neural = new NeuralVisits(of);
    }
    return neural;
  }

  private static NodeState stateOf(NodeAccess<NodeState, Visit> node) {
    NodeState state = node.state();
    return state == null ? NodeState.UNKNOWN : state;
  }

  private PairHistory history(NodeState state) {
    PairHistory history = state.history();
    if (history == null) {
      return new PairHistory(historyCapacity);
    }
    // A restored state may be of a job with another capacity.
    return history.capacity() == historyCapacity ? history : history.copy(historyCapacity);
  }

  private RankerScales scales(RankerSettings settings) {
    if (scales == null) {
      scales = new RankerScales(settings);
    }
    return scales;
  }
}
