package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDList;

/** A {@link Neighbourhood} in DJL's own calling convention: its arrays in their order. */
final class NeighbourhoodList {
  private static final int WITH_FEATURES = 7;

  private NeighbourhoodList() {}

  static Neighbourhood of(NDList list) {
    boolean features = list.size() == WITH_FEATURES;
    int next = features ? 3 : 2;
    return new Neighbourhood(
        list.get(0),
        list.get(1),
        features ? list.get(2) : null,
        list.get(next),
        list.get(next + 1),
        list.get(next + 2),
        list.get(next + 3));
  }
}
