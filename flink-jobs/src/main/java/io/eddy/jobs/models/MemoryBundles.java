package io.eddy.jobs.models;

import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.bundle.BundleKind;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bundles of temporal graph networks, alone or with what ranks by their memories. They are
 * exchangeable if what a node keeps has the same dimensions and the same meaning of place (memory,
 * edge features, mails, and whose memory a mail has) and if their waves go as far. Those that rank
 * must expect the same features, and one that does not rank cannot take the place of one that does,
 * nor the other way round.
 */
public final class MemoryBundles implements BundleLoader<NodeNetwork> {
  public static final MemoryBundles INSTANCE = new MemoryBundles();

  private MemoryBundles() {}

  @Override
  public NodeNetwork load(Path folder) {
    return BundleKind.of(folder).equals(EddyManifest.EDDY)
        ? NodeNetwork.of(EddyBundle.load(folder))
        : NodeNetwork.of(TgnBundle.load(folder));
  }

  @Override
  public String sha256(NodeNetwork network) {
    return network.sha256();
  }

  @Override
  public void requireExchangeable(NodeNetwork present, NodeNetwork next) {
    requireSameRanking(present.features(), next.features());
    TgnSettings is = present.settings();
    TgnSettings wanted = next.settings();
    List<String> differences = new ArrayList<>();
    differ(differences, "memory", is.memory(), wanted.memory());
    differ(differences, "edgeFeatures", is.edgeFeatures(), wanted.edgeFeatures());
    differ(differences, "mails", is.mails(), wanted.mails());
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

  private static void requireSameRanking(
      @Nullable RankerSettings present, @Nullable RankerSettings next) {
    if (present == null || next == null) {
      if (present != next) {
        throw new BundleException(
            present == null
                ? "it ranks as well, but this job takes only memories from its bundle; start a new job with --predictor eddy"
                : "it is a network alone, but this job ranks by its bundle; release one made by `eddy train eddy`");
      }
      return;
    }
    RankerBundles.requireSameFeatures(present, next);
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
