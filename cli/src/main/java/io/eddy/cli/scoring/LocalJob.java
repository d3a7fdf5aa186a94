package io.eddy.cli.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.reset.MemoryReset;
import io.eddy.jobs.scoring.ScoringEnvironment;
import io.eddy.jobs.scoring.ScoringJob;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that can run in this process.
 *
 * @param name what messages call it
 * @param configuration Flink's settings for it
 * @param builder adds its operators to an environment
 * @param resumes whether it goes on from its newest checkpoint
 */
public record LocalJob(
    String name,
    Function<Settings, Configuration> configuration,
    BiConsumer<StreamExecutionEnvironment, Settings> builder,
    boolean resumes) {
  /** The scoring job. */
  public static final LocalJob SCORING =
      new LocalJob("scoring job", ScoringEnvironment::configuration, ScoringJob::build);

  /** A job that goes on from its newest checkpoint. */
  public LocalJob(
      String name,
      Function<Settings, Configuration> configuration,
      BiConsumer<StreamExecutionEnvironment, Settings> builder) {
    this(name, configuration, builder, true);
  }

  /** The scoring job with empty memories, without its checkpoint. */
  static LocalJob reset(MemoryReset reset) {
    return new LocalJob(
        SCORING.name(),
        SCORING.configuration(),
        (environment, settings) -> ScoringJob.reset(environment, settings, reset),
        false);
  }
}
