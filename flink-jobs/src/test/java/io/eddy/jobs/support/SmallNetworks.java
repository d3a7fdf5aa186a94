package io.eddy.jobs.support;

import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.Embedding;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.WaveSettings;

/** Networks of a few numbers: memories of 12, two features, four mails. */
public final class SmallNetworks {
  private SmallNetworks() {}

  public static TgnSettings network(int hops) {
    return new TgnSettings(
        TgnSettings.MessageFunction.IDENTITY,
        TgnSettings.Aggregator.LAST,
        TgnSettings.Updater.GRU,
        Embedding.ATTENTION,
        hops == 0 ? NeighbourMemory.OF_THE_MAIL : NeighbourMemory.CURRENT,
        12,
        8,
        2,
        0,
        12,
        4,
        1,
        2,
        0,
        0,
        1,
        hops < WaveSettings.LEAST_HOPS
            ? null
            : new WaveSettings(CellKind.GATED, Halting.ACT, hops, 3, 0.05f));
  }
}
