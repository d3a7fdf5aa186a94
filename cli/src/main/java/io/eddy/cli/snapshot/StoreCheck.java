package io.eddy.cli.snapshot;

import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import java.io.PrintWriter;

/** Asks every feature store before a job starts, so that a wrong password is known at once. */
final class StoreCheck {
  private StoreCheck() {}

  /**
   * Prints a line for each store. One that does not answer is named, and waited for later.
   *
   * @throws io.eddy.jobs.featurestore.FeatureStoreException if one refuses
   */
  static void print(Settings settings, PrintWriter out) {
    for (StoreKind kind : StoreFactory.kinds(settings)) {
      out.printf("store:     %s, %s%n", Option.spelled(kind), state(kind, settings));
    }
    out.flush();
  }

  private static String state(StoreKind kind, Settings settings) {
    if (!kind.remembers()) {
      return "not asked";
    }
    try (FeatureStore store = StoreFactory.open(kind, settings)) {
      return store.newest().map(SnapshotInfo::toString).orElse("no snapshot yet");
    } catch (StoreUnavailableException e) {
      return "gone at present, snapshots will wait: " + e.getMessage();
    }
  }
}
