package io.eddy.cli.bench;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.cli.scoring.LocalScoring;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for what a job writes. Looks at end offsets only, so that reading costs the job nothing.
 */
final class AppendedRecords {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long LOOK_MILLIS = 50;

  private AppendedRecords() {}

  /**
   * Returns when a topic holds so many records.
   *
   * @throws CommandException if nothing was appended for two minutes
   */
  static void await(Settings settings, LocalScoring scoring, Topic topic, long count)
      throws InterruptedException {
    long best = -1;
    long lastProgress = System.nanoTime();
    try (TopicReader reader = TopicReader.open(settings, topic)) {
      for (long now = 0; now < count; now = reader.endOffsets()) {
        scoring.requireAlive();
        if (now > best) {
          best = now;
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
          throw new CommandException(
              "nothing was written to the topic %s for %d s, at %,d of %,d; see %s"
                  .formatted(
                      topic.name(settings.get(ConnectionOptions.PREFIX)),
                      PATIENCE.toSeconds(),
                      now,
                      count,
                      scoring.dashboard()));
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }
}
