package io.eddy.jobs.node;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Offer;
import io.eddy.jobs.event.Reply;
import io.eddy.jobs.event.Settled;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
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
 *   <li>close, at u: nothing yet. A neural memory is updated here, from v's state before the event.
 * </ol>
 *
 * <p>At parallelism 1 all three are done before the next event begins.
 */
public final class NodeVisits implements NodeProgram<NodeState, Edge, Visit, Settled> {
  private static final long serialVersionUID = 1L;

  /** Highest hop of a message: offers have 1, replies 2. */
  public static final int MAX_HOPS = 2;

  private final int historyCapacity;
  private final @Nullable RankerSettings rankerSettings;
  private transient @Nullable RankerScales scales;

  /**
   * The visits.
   *
   * @param historyCapacity most destinations remembered for a source
   * @param rankerSettings of the features of a learned ranker; null where a rule ranks
   */
  public NodeVisits(int historyCapacity, @Nullable RankerSettings rankerSettings) {
    this.historyCapacity = historyCapacity;
    this.rankerSettings = rankerSettings;
  }

  @Override
  public void onEvent(Edge edge, NodeContext<NodeState, Visit, Settled> context) {
    EdgeRef ref = edge.ref();
    NodeState state = stateOf(context);
    PairHistory before = history(state);
    PairHistory after = before.copy();
    boolean clamped = after.visit(ref.dst(), ref.timeMicros());
    SourceState habits = null;
    SourceView view = null;
    if (rankerSettings != null) {
      RankerScales known = scales(rankerSettings);
      habits = state.habits() == null ? new SourceState() : state.habits();
      view = habits.view(ref.src(), ref.timeMicros(), known);
      habits.apply(ref.dst(), ref.timeMicros(), known);
    }
    context.setState(state.withSource(after, habits));
    context.send(ref.dst(), new Offer(ref, before, view, clamped));
  }

  @Override
  public void onMessage(Visit visit, NodeContext<NodeState, Visit, Settled> context) {
    if (visit instanceof Offer offer) {
      settle(offer, context);
    }
  }

  private static void settle(Offer offer, NodeContext<NodeState, Visit, Settled> context) {
    NodeState state = stateOf(context);
    CandidateCard before =
        state.card() == null ? CandidateCard.unseen(context.node()) : state.card();
    context.emit(new Settled(offer, before));
    context.setState(state.withCard(before.visited(offer.ref().timeMicros())));
    context.send(offer.ref().src(), new Reply(offer.ref()));
  }

  private static NodeState stateOf(NodeContext<NodeState, Visit, Settled> context) {
    NodeState state = context.state();
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
