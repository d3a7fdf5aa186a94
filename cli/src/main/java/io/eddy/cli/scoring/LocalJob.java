package io.eddy.cli.scoring;

import io.eddy.config.Settings;
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
 */
public record LocalJob(
    String name,
    Function<Settings, Configuration> configuration,
    BiConsumer<StreamExecutionEnvironment, Settings> builder) {
  /** The scoring job. */
  public static final LocalJob SCORING =
      new LocalJob("scoring job", ScoringEnvironment::configuration, ScoringJob::build);
}
