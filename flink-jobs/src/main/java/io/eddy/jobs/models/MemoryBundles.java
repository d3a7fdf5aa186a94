package io.eddy.jobs.models;

import io.eddy.model.bundle.BundleException;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Bundles of temporal graph networks: they are exchangeable if what a node keeps has the same
 * dimensions and the same meaning of place: memory, edge features, mails, and whose memory a mail
 * has, and if their waves go as far.
 */
public final class MemoryBundles implements BundleLoader<TgnBundle> {
  public static final MemoryBundles INSTANCE = new MemoryBundles();

  private MemoryBundles() {}

  @Override
  public TgnBundle load(Path folder) {
    return TgnBundle.load(folder);
  }

  @Override
  public String sha256(TgnBundle bundle) {
    return bundle.sha256();
  }

  @Override
  public void requireExchangeable(TgnBundle present, TgnBundle next) {
    TgnSettings is = present.manifest().settings();
    TgnSettings wanted = next.manifest().settings();
    List<String> differences = new ArrayList<>();
    differ(differences, "memory", is.memory(), wanted.memory());
    differ(differences, "edgeFeatures", is.edgeFeatures(), wanted.edgeFeatures());
    differ(differences, "mails", mails(is), mails(wanted));
    if (is.embedding().graph() && wanted.embedding().graph()) {
      differ(differences, "neighbourMemory", is.neighbourMemory(), wanted.neighbourMemory());
    }
    differ(differences, "waves", reach(is), reach(wanted));
    if (!differences.isEmpty()) {
      throw new BundleException(
          "the nodes of this job keep other memories: %s; start a job with it and --reset-memory"
              .formatted(String.join(", ", differences)));
    }
  }

  /** Mails that a node keeps. */
  public static int mails(TgnSettings settings) {
    return settings.embedding().graph() ? settings.neighbours() : 0;
  }

  /** How far waves go, for which the job's loop is built; their cell and halting may change. */
  private static String reach(TgnSettings settings) {
    WaveSettings waves = settings.waves();
    return waves == null
        ? "none"
        : "%d hops, fan-out %d, least energy %s"
            .formatted(waves.hops(), waves.fanOut(), waves.leastEnergy());
  }

  private static void differ(List<String> differences, String name, Object is, Object wanted) {
    if (!is.equals(wanted)) {
      differences.add("%s is %s, the bundle's is %s".formatted(name, is, wanted));
    }
  }
}
