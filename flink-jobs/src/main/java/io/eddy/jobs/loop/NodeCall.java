package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.SendRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * The context of the program's current call in Flink: the state is that of the head's current key.
 * One object serves all calls of a head.
 *
 * <p>An event without a timestamp, and all that goes back to it, has the time {@link
 * Long#MIN_VALUE}; its results have no timestamp, and watermarks do not wait for it in particular.
 */
final class NodeCall<S, M, OUT> implements NodeContext<S, M, OUT> {
  private final int maxHops;
  private final int maxParallelism;
  private final ValueState<S> state;
  private final KeyGroupRandom random;
  private final Outbox<M> outbox;
  private final ObjLongConsumer<OUT> results;

  private String node = "";
  private long time;
  private int hop;
  private float energy;

  /**
   * A context.
   *
   * @param results takes a result and its event time
   */
  NodeCall(
      int maxHops,
      int maxParallelism,
      ValueState<S> state,
      KeyGroupRandom random,
      Outbox<M> outbox,
      ObjLongConsumer<OUT> results) {
    this.maxHops = maxHops;
    this.maxParallelism = maxParallelism;
    this.state = state;
    this.random = random;
    this.outbox = outbox;
    this.results = results;
  }

  /** Makes this the context of a call at a node, whose key is the current one. */
  NodeCall<S, M, OUT> at(String node, long time, int hop, float energy) {
    this.node = node;
    this.time = time;
    this.hop = hop;
    this.energy = energy;
    return this;
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public @Nullable S state() {
    try {
      return state.value();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the state of node '%s'".formatted(node), e);
    }
  }

  @Override
  public void setState(@Nullable S newState) {
    if (newState == null) {
      state.clear();
      return;
    }
    try {
      state.update(newState);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the state of node '%s'".formatted(node), e);
    }
  }

  @Override
  public long eventTimeMillis() {
    return time;
  }

  @Override
  public int hop() {
    return hop;
  }

  @Override
  public float energy() {
    return energy;
  }

  @Override
  public RandomGenerator random() {
    random.select(KeyGroupRangeAssignment.assignToKeyGroup(node, maxParallelism));
    return random;
  }

  @Override
  public void send(String target, M message, float itsEnergy, double delay) {
    SendRules.check(node, hop, maxHops, energy, itsEnergy, delay);
    try {
      outbox.send(target, message, time, hop + 1, itsEnergy, delay);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot spill a message from node '%s' to node '%s'".formatted(node, target), e);
    }
  }

  @Override
  public void emit(OUT result) {
    results.accept(result, time);
  }
}
