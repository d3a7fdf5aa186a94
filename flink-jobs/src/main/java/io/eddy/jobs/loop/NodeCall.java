package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.SendRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * The program's calls in Flink, one at a time: the state a call sees is that of the head's current
 * key, and its context refuses to serve once the call is over.
 *
 * <p>An event without a timestamp, and all that goes back to it, has the time {@link
 * Long#MIN_VALUE}; its results have no timestamp, and watermarks do not wait for it in particular.
 */
final class NodeCall<S, M, OUT> {
  private final int maxHops;
  private final int maxParallelism;
  private final KeyGroupRandom random;
  private final CallEffects<S, M, OUT> effects;

  private @Nullable Context current;

  /** Calls of a head. */
  NodeCall(int maxHops, int maxParallelism, KeyGroupRandom random, CallEffects<S, M, OUT> effects) {
    this.maxHops = maxHops;
    this.maxParallelism = maxParallelism;
    this.random = random;
    this.effects = effects;
  }

  /** The context of a call that begins at a node, whose key is the current one. */
  NodeContext<S, M, OUT> begin(String node, long time, int hop, float energy) {
    Context context = new Context(node, time, hop, energy);
    current = context;
    return context;
  }

  /** The call is over: its context serves nobody any more. */
  void end() {
    current = null;
  }

  private final class Context implements NodeContext<S, M, OUT> {
    private final String node;
    private final long time;
    private final int hop;
    private final float energy;

    Context(String node, long time, int hop, float energy) {
      this.node = node;
      this.time = time;
      this.hop = hop;
      this.energy = energy;
    }

    @Override
    public String node() {
      return node;
    }

    @Override
    public @Nullable S state() {
      checkInCall();
      try {
        return effects.state(node);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the state of node '%s'".formatted(node), e);
      }
    }

    @Override
    public void setState(@Nullable S newState) {
      checkInCall();
      try {
        effects.setState(node, newState);
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
      checkInCall();
      random.select(KeyGroupRangeAssignment.assignToKeyGroup(node, maxParallelism));
      return random;
    }

    @Override
    public void send(String target, M message, float itsEnergy, double delay) {
      checkInCall();
      SendRules.check(node, hop, maxHops, energy, itsEnergy, delay);
      try {
        effects.send(target, message, time, hop + 1, itsEnergy, delay);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot spill a message from node '%s' to node '%s'".formatted(node, target), e);
      }
    }

    @Override
    public void emit(OUT result) {
      checkInCall();
      effects.result(result, time);
    }

    private void checkInCall() {
      SendRules.checkInCall(current == this, node, hop);
    }
  }
}
