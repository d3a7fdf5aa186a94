package io.eddy.jobs.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.models.NodeNetwork;
import io.eddy.jobs.node.NeuralPlan;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.eddy.EddyPredictor;
import io.eddy.model.tgn.TgnSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The neural memory of a job's nodes.
 *
 * @param first the bundle it begins with
 * @param plan what nodes keep
 * @param features settings of the features that the bundle ranks by beside the memories, the same
 *     for later ones; null where it does not rank
 * @param releases bundles to change to while the job runs
 */
public record ServedMemory(
    Release first,
    NeuralPlan plan,
    @Nullable RankerSettings features,
    DataStream<Release> releases) {
  private static final long MICROS_PER_MILLI = 1_000;

  /** A memory that nothing ranks by. */
  public ServedMemory(Release first, NeuralPlan plan, DataStream<Release> releases) {
    this(first, plan, null, releases);
  }

  /**
   * The memory that the settings name, alone or in the bundle of the one model, with its releases
   * from the models topic.
   *
   * @return null where nodes have none
   * @throws io.eddy.model.bundle.BundleException if the bundle cannot be used
   */
  static @Nullable ServedMemory of(StreamExecutionEnvironment environment, Settings settings) {
    boolean ranks = ranks(settings);
    String bundle = bundle(settings);
    if (bundle.isEmpty()) {
      return null;
    }
    String name = settings.get(ranks ? ScoringOptions.MODEL_NAME : MemoryOptions.NAME);
    Path folder = Releases.folder(bundle);
    NodeNetwork network =
        ranks ? NodeNetwork.of(EddyBundle.load(folder)) : NodeNetwork.of(TgnBundle.load(folder));
    return new ServedMemory(
        Releases.of(name, folder, network.version(), network.sha256()),
        plan(network.settings(), settings),
        network.features(),
        Releases.stream(environment, settings, name, "memory-releases"));
  }

  /** Whether nodes have memories, and events scores, with these settings. */
  public static boolean isServed(Settings settings) {
    return !bundle(settings).isEmpty();
  }

  private static String bundle(Settings settings) {
    return settings.get(ranks(settings) ? ScoringOptions.MODEL_BUNDLE : MemoryOptions.BUNDLE);
  }

  private static boolean ranks(Settings settings) {
    return settings.get(ScoringOptions.PREDICTOR).equals(EddyPredictor.NAME);
  }

  /** What nodes keep for a network. */
  public static NeuralPlan plan(TgnSettings network, Settings settings) {
    Duration idle = settings.get(MemoryOptions.IDLE);
    NeuralPlan plan =
        NeuralPlan.of(
            network,
            settings.get(MemoryOptions.PRECISION),
            Math.multiplyExact(idle.toMillis(), MICROS_PER_MILLI));
    return settings.get(ScoringOptions.LATE_POLICY) == LatePolicy.APPLY
        ? plan.withoutSweeps()
        : plan;
  }
}
