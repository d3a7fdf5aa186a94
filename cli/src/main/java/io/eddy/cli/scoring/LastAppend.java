package io.eddy.cli.scoring;

import io.eddy.cli.kafka.TopicReader;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * When the youngest record was appended that is before given places of the edges topic. Offsets
 * have gaps, so it looks back further and further until it finds one.
 */
final class LastAppend {
  private static final long FIRST_STEP = 64;
  private static final long GROWTH = 16;

  private LastAppend() {}

  /** Milliseconds since 1970; −1 if the topic has no record before the places. */
  static long millis(Settings settings, Map<TopicPartition, Long> places) {
    for (long step = FIRST_STEP; ; step *= GROWTH) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      boolean atBeginning = true;
      for (Map.Entry<TopicPartition, Long> place : places.entrySet()) {
        starts.put(place.getKey(), Math.max(0, place.getValue() - step));
        atBeginning &= place.getValue() <= step;
      }
      long last = youngest(settings, starts, places);
      if (last >= 0 || atBeginning) {
        return last;
      }
    }
  }

  private static long youngest(
      Settings settings, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> places) {
    AtomicLong youngest = new AtomicLong(-1);
    try (TopicReader reader = TopicReader.open(settings, starts, Topic.EDGES)) {
      reader.readTo(
          places,
          record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < places.getOrDefault(partition, 0L)) {
              youngest.accumulateAndGet(record.timestamp(), Math::max);
            }
          });
    }
    return youngest.get();
  }
}
