package io.eddy.jobs.loop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where what a call reads and does goes. */
interface CallEffects<S, M, OUT> {
  /** The state of the node that is called, whose key is the current one. */
  @Nullable S state(String node) throws IOException;

  /** Replaces that state; null clears it. */
  void setState(String node, @Nullable S state) throws IOException;

  /** Sends a message on its way. */
  void send(String target, M message, long time, int hop, float energy, double delay)
      throws IOException;

  /** Emits a result with its event time; {@link Long#MIN_VALUE} is none. */
  void result(OUT result, long time);
}
