package io.eddy.jobs.models;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleException;
import java.nio.file.Path;

/** Bundles of learned rankers: they are exchangeable if they expect the same features. */
public final class RankerBundles implements BundleLoader<Bundle> {
  public static final RankerBundles INSTANCE = new RankerBundles();

  private RankerBundles() {}

  @Override
  public Bundle load(Path folder) {
    return Bundle.load(folder);
  }

  @Override
  public String sha256(Bundle bundle) {
    return bundle.sha256();
  }

  @Override
  public void requireExchangeable(Bundle present, Bundle next) {
    requireSameFeatures(
        present.manifest().features().settings(), next.manifest().features().settings());
  }

  /**
   * Checks that two bundles expect the same features.
   *
   * @throws BundleException if they do not
   */
  static void requireSameFeatures(RankerSettings present, RankerSettings next) {
    String expected = RankerFeatures.fingerprint(present);
    String found = RankerFeatures.fingerprint(next);
    if (!found.equals(expected)) {
      throw new BundleException(
          "it expects features of fingerprint %s, but this job computes %s; start a new job for it"
              .formatted(found, expected));
    }
  }
}
