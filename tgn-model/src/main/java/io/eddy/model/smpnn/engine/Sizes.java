package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.SmpnnSettings;

/** Checks that features fit a network and a graph. */
final class Sizes {
  private Sizes() {}

  /**
   * Checks.
   *
   * @throws IllegalArgumentException that says what does not fit
   */
  static void check(SmpnnSettings settings, int nodes, int features) {
    if ((long) nodes * settings.inputs() != features) {
      throw new IllegalArgumentException(
          "%,d features for %,d nodes; the network takes %d features a node, %,d in all"
              .formatted(features, nodes, settings.inputs(), (long) nodes * settings.inputs()));
    }
    if ((long) nodes * settings.outputs() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%,d nodes with %d outputs each exceed an array; cut the graph into clusters"
              .formatted(nodes, settings.outputs()));
    }
  }
}
