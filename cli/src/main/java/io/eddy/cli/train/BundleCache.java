package io.eddy.cli.train;

import io.eddy.cli.data.DataSet;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.train.TrainingSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles trained for demos, kept by data set in the user's cache folder. */
public final class BundleCache {
  private static final long SEED = 0;

  private final Path folder;

  /** The cache of the user. */
  public static BundleCache ofUser() {
    return new BundleCache(Path.of(System.getProperty("user.home"), ".cache", "eddy", "bundles"));
  }

  private BundleCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The bundle for a data set; it is trained now if there is none, or none that this release reads.
   *
   * @param messages told what is going on
   * @return the bundle's folder
   */
  public Path get(DataSet set, PrintWriter messages) {
    String name = set.name().replaceAll("[^A-Za-z0-9._-]", "_");
    Path bundle = folder.resolve(name + "-" + set.fingerprint());
    if (Files.exists(bundle.resolve(Bundle.MANIFEST))) {
      try {
        messages.printf("ranker of %s: %s%n", set.name(), Bundle.load(bundle).version());
        messages.flush();
        return bundle;
      } catch (BundleException e) {
        messages.printf("training anew: %s%n", e.getMessage());
      }
    }
    messages.printf("training a ranker on %s first; it is kept in %s%n", set.name(), bundle);
    messages.flush();
    RankerTrainer.run(
        set,
        RankerTrainer.suiting(set),
        TrainingSettings.of(SEED, TrainingSettings.DEFAULT_EPOCHS),
        bundle);
    return bundle;
  }
}
