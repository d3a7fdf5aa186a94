package io.eddy.jobs.node;

import io.eddy.jobs.event.Offer;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.loop.program.NodeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The context of one call for an event; keeps what the program did. */
final class CallContext implements NodeContext<NodeState, Visit, NodeOutput> {
  private final String node;
  private final List<Visit> sent = new ArrayList<>();
  private @Nullable NodeState state;

  CallContext(String node, NodeState state) {
    this.node = node;
    this.state = state;
  }

  /** The offer, where nothing else was sent. */
  Offer offer() {
    if (sent.size() == 1 && sent.get(0) instanceof Offer offer) {
      return offer;
    }
    throw new AssertionError("sent " + sent + "; expected one offer");
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public @Nullable NodeState state() {
    return state;
  }

  @Override
  public void setState(@Nullable NodeState newState) {
    state = newState;
  }

  @Override
  public long eventTimeMillis() {
    return 0;
  }

  @Override
  public int hop() {
    return 0;
  }

  @Override
  public float energy() {
    return 1;
  }

  @Override
  public RandomGenerator random() {
    throw new AssertionError("the visits draw no random numbers");
  }

  @Override
  public void send(String to, Visit message, float energy, double delay) {
    sent.add(message);
  }

  @Override
  public void emit(NodeOutput result) {
    throw new AssertionError("an event is emitted where it is settled");
  }
}
