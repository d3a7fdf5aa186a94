package io.eddy.jobs.models;

import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import org.jspecify.annotations.Nullable;

/**
 * The network that nodes have their memories by, out of a bundle of its own or of one that ranks by
 * these memories as well.
 *
 * @param settings roles and dimensions
 * @param parameters of the network
 * @param features settings of the features that the bundle ranks by beside the memories; null where
 *     it does not rank
 * @param sha256 of the bundle's manifest
 */
public record NodeNetwork(
    TgnSettings settings,
    NamedArrays parameters,
    @Nullable RankerSettings features,
    String sha256) {

  /** That of a bundle of kind {@code tgn}. */
  public static NodeNetwork of(TgnBundle bundle) {
    return new NodeNetwork(
        bundle.manifest().settings(), bundle.parameters(), null, bundle.sha256());
  }

  /** That of a bundle of kind {@code eddy}. */
  public static NodeNetwork of(EddyBundle bundle) {
    return new NodeNetwork(
        bundle.manifest().network(),
        bundle.network(),
        bundle.manifest().features().settings(),
        bundle.sha256());
  }

  /** A short name of the bundle. */
  public String version() {
    return Bundle.version(sha256);
  }
}
