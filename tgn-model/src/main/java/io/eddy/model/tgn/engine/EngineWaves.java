package io.eddy.model.tgn.engine;

import io.eddy.model.amp.AmpParameters;
import io.eddy.model.tgn.WaveSettings;

/** The waves of the sequential engine: memories change at once, and nothing waits. */
final class EngineWaves implements WaveRun.Nodes {
  private static final float[] NONE = {};

  private final TgnState state;
  private final WaveRun waves;

  EngineWaves(TgnState state, WaveSettings settings, AmpParameters parameters) {
    this.state = state;
    this.waves = new WaveRun(settings, parameters, state.mailboxes());
  }

  /** Runs the waves of an event that both its nodes have taken in. */
  void run(int src, int dst) {
    long arrived = state.mailboxes().arrivals();
    if (src != dst) {
      waves.start(dst, src, speech(dst), arrived);
    }
    waves.start(src, dst, speech(src), arrived);
    waves.run(this, arrived);
  }

  /** Nobody computes it again, so it needs no line of descent. */
  private Speech speech(int node) {
    return Speech.ofEvent(memory(node), NONE, new Speech.Origin(NONE, NONE, 0));
  }

  @Override
  public float[] memory(int node) {
    return state.memories().memory(node);
  }

  @Override
  public void reacted(int node, Speech heard, float[] before, float[] after) {
    state.memories().adjust(node, after, 0);
  }
}
