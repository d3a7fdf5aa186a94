package io.eddy.jobs.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What calls of a {@link io.eddy.jobs.loop.program.DeferringProgram} do, held until it is complete:
 * states, results, and messages that leave the subtask. Undelayed messages within the subtask go on
 * at once, as objects, so that an event's whole way can be put off.
 */
final class HeldEffects<S, M, OUT> implements CallEffects<S, M, OUT> {
  /**
   * Reads or states, messages and results; beyond them memory is not bounded by batches any more.
   */
  private static final int MOST = 10_000;

  private record Sent<M>(
      String target, M message, long time, int hop, float energy, double delay) {}

  private record Emitted<OUT>(OUT result, long time) {}

  private final CallEffects<S, M, OUT> direct;
  private final boolean inPlace;
  private final Outbox<M> outbox;
  private final Consumer<Object> setKey;

  /** To be stored: null for none any more. What was read is among them if it is a copy. */
  private final Map<String, @Nullable S> states = new LinkedHashMap<>();

  private final List<Sent<M>> messages = new ArrayList<>();
  private final List<Emitted<OUT>> results = new ArrayList<>();

  /** What was last read or set, and where. */
  private @Nullable S read;

  private @Nullable String readAt;

  /** Reads of states since nothing was held. */
  private int calls;

  /**
   * Nothing held.
   *
   * @param direct where it goes on release
   * @param inPlace whether what was read is the stored object itself, so that a state that changed
   *     in place need not be stored again
   * @param setKey makes a node's key the current one
   */
  HeldEffects(
      CallEffects<S, M, OUT> direct, boolean inPlace, Outbox<M> outbox, Consumer<Object> setKey) {
    this.direct = direct;
    this.inPlace = inPlace;
    this.outbox = outbox;
    this.setKey = setKey;
  }

  @Override
  public @Nullable S state(String node) throws IOException {
    calls++;
    S state = states.get(node);
    if (state == null && !states.containsKey(node)) {
      state = direct.state(node);
      if (!inPlace) {
        states.put(node, state);
      }
    }
    read = state;
    readAt = node;
    return state;
  }

  @Override
  public void setState(String node, @Nullable S state) {
    if (state == read && node.equals(readAt)) {
      // It changed in place at most, and it is held, or the stored object itself.
      return;
    }
    states.put(node, state);
    read = state;
    readAt = node;
  }

  @Override
  public void send(String target, M message, long time, int hop, float energy, double delay)
      throws IOException {
    if (delay == 0 && outbox.staysHere(target)) {
      outbox.hold(target, message, time, hop, energy);
    } else {
      messages.add(new Sent<>(target, message, time, hop, energy, delay));
    }
  }

  @Override
  public void result(OUT result, long time) {
    results.add(new Emitted<>(result, time));
  }

  boolean isEmpty() {
    return calls == 0 && states.isEmpty() && messages.isEmpty() && results.isEmpty();
  }

  /** Whether so much is held that it must be released, whatever a batch is. */
  boolean isFull() {
    return Math.max(calls, states.size()) + outbox.held() + messages.size() + results.size() > MOST;
  }

  /** Lets everything take effect; it must be complete. */
  void release() throws IOException {
    for (Map.Entry<String, @Nullable S> entry : states.entrySet()) {
      setKey.accept(entry.getKey());
      direct.setState(entry.getKey(), entry.getValue());
    }
    states.clear();
    read = null;
    readAt = null;
    calls = 0;
    for (Sent<M> sent : messages) {
      direct.send(sent.target, sent.message, sent.time, sent.hop, sent.energy, sent.delay);
    }
    messages.clear();
    for (Emitted<OUT> emitted : results) {
      direct.result(emitted.result, emitted.time);
    }
    results.clear();
    outbox.completeHeld();
  }
}
