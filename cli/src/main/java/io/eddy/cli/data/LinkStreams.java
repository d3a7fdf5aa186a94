package io.eddy.cli.data;

import io.eddy.model.tgn.eval.LinkStream;

/** Data sets as streams with numbered nodes, for networks. */
public final class LinkStreams {
  private LinkStreams() {}

  /**
   * A data set as a stream.
   *
   * @throws IllegalArgumentException if it has no events
   */
  public static LinkStream of(DataSet set) {
    int count = set.featureNames().size();
    float[] features = new float[set.events().size() * count];
    for (int i = 0; i < set.events().size(); i++) {
      System.arraycopy(set.events().get(i).features(), 0, features, i * count, count);
    }
    return LinkStream.of(set.links(), features, count);
  }
}
