package io.eddy.jobs.node;

import io.eddy.jobs.ripple.Audience;
import io.eddy.jobs.ripple.RippleSettings;
import io.eddy.memory.node.IdleNodes;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.Precision;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.io.Serializable;

/**
 * What nodes keep for a temporal graph network, and who is told of it; the same for all bundles
 * that a job may change to.
 *
 * @param shape of a node's memory and mails
 * @param rippleSettings who is told when a memory changes, and how far waves go
 * @param idleMicros event time after which an idle node starts anew, 0 for never
 * @param sweeps whether the watermark clears idle nodes; it must not where events behind it are
 *     processed, because these may still find a node as it was
 */
public record NeuralPlan(
    MemoryShape shape, RippleSettings rippleSettings, long idleMicros, boolean sweeps)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rounds of sweeping that begin in the time that a node may be idle. */
  private static final long ROUNDS = 4;

  /** What a network needs. */
  public static NeuralPlan of(TgnSettings settings, Precision precision, long idleMicros) {
    return new NeuralPlan(
        new MemoryShape(
            settings.memory(), settings.edgeFeatures(), settings.mails(), precision, precision),
        ripples(settings),
        idleMicros,
        true);
  }

  /** The same where idle nodes keep their state until their next visit. */
  public NeuralPlan withoutSweeps() {
    return new NeuralPlan(shape, rippleSettings, idleMicros, false);
  }

  /** Whether nodes tell each other of changed memories. */
  boolean ripples() {
    return rippleSettings.audience() != Audience.NOBODY;
  }

  private static RippleSettings ripples(TgnSettings settings) {
    Audience audience = settings.hops() > 0 ? Audience.FOLLOWERS : Audience.NOBODY;
    WaveSettings waves = settings.waves();
    return waves == null
        ? new RippleSettings(audience, 0, 0, 0)
        : new RippleSettings(audience, waves.hops(), waves.fanOut(), waves.leastEnergy());
  }

  /** Event time after which the watermark clears an idle node, 0 for never. */
  public long clearedAfterMicros() {
    return sweeps ? idleMicros : 0;
  }

  /** Event time between the beginnings of two rounds, milliseconds; 0 for none. */
  long sweepMillis() {
    long after = clearedAfterMicros();
    return after > 0 ? Math.max(1, after / ROUNDS / 1000) : 0;
  }

  /** Which nodes start anew. */
  public IdleNodes idleNodes() {
    return new IdleNodes(idleMicros);
  }
}
