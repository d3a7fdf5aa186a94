package io.eddy.jobs.models;

import io.eddy.model.bundle.EddyBundle;
import java.nio.file.Path;

/**
 * Bundles of the one model, where they rank: which one an event is ranked by was decided where its
 * nodes were given theirs, by {@link MemoryBundles}.
 */
public final class EddyBundles implements BundleLoader<EddyBundle> {
  public static final EddyBundles INSTANCE = new EddyBundles();

  private EddyBundles() {}

  @Override
  public EddyBundle load(Path folder) {
    return EddyBundle.load(folder);
  }

  @Override
  public String sha256(EddyBundle bundle) {
    return bundle.sha256();
  }

  @Override
  public void requireExchangeable(EddyBundle present, EddyBundle next) {
    MemoryBundles.INSTANCE.requireExchangeable(NodeNetwork.of(present), NodeNetwork.of(next));
  }
}
