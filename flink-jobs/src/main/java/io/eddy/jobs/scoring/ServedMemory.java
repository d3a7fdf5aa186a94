package io.eddy.jobs.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.node.NeuralPlan;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.model.bundle.TgnBundle;
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
 * @param releases bundles to change to while the job runs
 */
public record ServedMemory(Release first, NeuralPlan plan, DataStream<Release> releases) {
  private static final long MICROS_PER_MILLI = 1_000;

  /**
   * The memory that the settings name, with its releases from the models topic.
   *
   * @return null where nodes have none
   * @throws io.eddy.model.bundle.BundleException if the bundle cannot be used
   */
  static @Nullable ServedMemory of(StreamExecutionEnvironment environment, Settings settings) {
    if (settings.get(MemoryOptions.BUNDLE).isEmpty()) {
      return null;
    }
    String name = settings.get(MemoryOptions.NAME);
    Path folder = Releases.folder(settings.get(MemoryOptions.BUNDLE));
    TgnBundle bundle = TgnBundle.load(folder);
    return new ServedMemory(
        Releases.of(name, folder, bundle.version(), bundle.sha256()),
        plan(bundle.manifest().settings(), settings),
        Releases.stream(environment, settings, name, "memory-releases"));
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
