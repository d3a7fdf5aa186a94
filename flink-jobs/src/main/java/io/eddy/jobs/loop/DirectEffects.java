package io.eddy.jobs.loop;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Everything takes effect at once. */
final class DirectEffects<S, M, OUT> implements CallEffects<S, M, OUT> {
  private final ValueState<S> states;
  private final Outbox<M> outbox;
  private final HeadOutput<M, OUT> exit;

  DirectEffects(ValueState<S> states, Outbox<M> outbox, HeadOutput<M, OUT> exit) {
    this.states = states;
    this.outbox = outbox;
    this.exit = exit;
  }

  @Override
  public @Nullable S state(String node) throws IOException {
    return states.value();
  }

  @Override
  public void setState(String node, @Nullable S state) throws IOException {
    if (state == null) {
      states.clear();
    } else {
      states.update(state);
    }
  }

  @Override
  public void send(String target, M message, long time, int hop, float energy, double delay)
      throws IOException {
    outbox.send(target, message, time, hop, energy, delay);
  }

  @Override
  public void result(OUT result, long time) {
    exit.result(result, time);
  }
}
