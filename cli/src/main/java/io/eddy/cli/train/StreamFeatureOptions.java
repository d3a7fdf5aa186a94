package io.eddy.cli.train;

import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.smpnn.graph.FeaturePlan;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code eddy train smpnn} that say which features a stream's nodes have. */
final class StreamFeatureOptions {
  /** Choices of {@code --features}; named as they are typed. */
  enum Source {
    /** When a node's events were. */
    time,
    /** What a temporal graph network remembers of it. */
    memory
  }

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "NAME,…",
      description = {
        "Features of a stream's nodes beside their place and sketch, of ${COMPLETION-CANDIDATES}:",
        "ages and number of a node's events; its memory in the network of --memory. The snapshot job",
        "computes the same, the memory from the memory topic (default: none)."
      })
  private List<Source> sources = List.of();

  @Option(
      names = "--memory",
      paramLabel = "DIR",
      description =
          "Bundle of `eddy train tgn` whose memories are features; the scoring job must run with it.")
  private @Nullable Path memory;

  private @Nullable TgnBundle network;

  /** Whether the user gave any of them. */
  boolean given() {
    return !sources.isEmpty() || memory != null;
  }

  /**
   * Which features there are; loads the network's bundle if they need it.
   *
   * @throws IllegalArgumentException if the two options do not fit
   * @throws io.eddy.model.bundle.BundleException if the bundle cannot be used
   */
  FeaturePlan plan() {
    boolean remembered = sources.contains(Source.memory);
    if (remembered != (memory != null)) {
      throw new IllegalArgumentException(
          "--features memory needs --memory DIR, the bundle of a temporal graph network, and --memory needs --features memory");
    }
    TgnBundle bundle = network();
    boolean time = sources.contains(Source.time);
    return bundle == null
        ? new FeaturePlan(time, 0, "")
        : new FeaturePlan(time, bundle.manifest().settings().memory(), bundle.version());
  }

  /** The network whose memories are features; null if there are none. */
  @Nullable TgnBundle network() {
    if (memory != null && network == null) {
      network = TgnBundle.load(memory);
    }
    return network;
  }
}
