package io.eddy.jobs.node;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.ripple.RippleSettings;
import io.eddy.jobs.ripple.Ripples;
import io.eddy.model.tgn.serve.TgnVisits;
import org.jspecify.annotations.Nullable;

/**
 * The ripples of nodes whose network sends waves, with the cell of the network that an event or a
 * message of its wave is computed with. One a thread.
 */
final class WaveCells {
  private final RippleSettings settings;
  private final Networks networks;
  private final Ripples plain;
  private @Nullable TgnVisits of;
  private @Nullable Ripples waving;

  WaveCells(RippleSettings settings, Networks networks) {
    this.settings = settings;
    this.networks = networks;
    this.plain = new Ripples(new RippleSettings(settings.audience(), 0, 0, 0), null);
  }

  /** Ripples that only keep copies fresh. */
  Ripples plain() {
    return plain;
  }

  /** Whether memories change by waves. */
  boolean waves() {
    return settings.waveHops() > 0;
  }

  /** Ripples with the cell of a release. */
  Ripples of(Release model) {
    if (!waves()) {
      return plain;
    }
    TgnVisits visits = networks.of(model);
    Ripples known = waving;
    if (known == null || visits != of) {
      known = new Ripples(settings, visits.waves());
      waving = known;
      of = visits;
    }
    return known;
  }
}
