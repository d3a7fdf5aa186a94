package io.eddy.jobs.support;

import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.WaveSettings;

/** Networks of a few numbers: memories of 12 unless asked for, two features, four mails. */
public final class SmallNetworks {
  private SmallNetworks() {}

  public static TgnSettings network(int hops) {
    return network(hops, 12);
  }

  public static TgnSettings network(int hops, int memory) {
    return TgnSettings.builder(memory)
        .optNeighbourMemory(hops == 0 ? NeighbourMemory.OF_THE_MAIL : NeighbourMemory.CURRENT)
        .optTime(8)
        .optEdgeFeatures(2)
        .optNeighbours(4)
        .optWaves(
            hops < WaveSettings.LEAST_HOPS
                ? null
                : new WaveSettings(CellKind.GATED, Halting.ACT, hops, 3, 0.05f))
        .build();
  }
}
