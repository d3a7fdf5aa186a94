package io.eddy.cli.bench;

import io.eddy.config.Settings;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Seeded events for the edges topic: sources go to destinations, both with frequencies that fall
 * off as in real streams, 10,000 a second of event time, with random features. Not thread-safe.
 */
final class EdgeFeed {
  private static final long START_MICROS = 1_600_000_000_000_000L;
  private static final long STEP_MICROS = 100;
  private static final int FEATURE_ROWS = 256;

  private final Random random = new Random(0);
  private final int sources;
  private final int destinations;
  private final List<List<Float>> features = new ArrayList<>();
  private long made;

  /**
   * A feed.
   *
   * @param nodes of which a tenth are destinations
   * @param width features of an event
   */
  EdgeFeed(int nodes, int width) {
    this.destinations = Math.max(1, nodes / 10);
    this.sources = Math.max(1, nodes - destinations);
    for (int row = 0; row < FEATURE_ROWS; row++) {
      List<Float> values = new ArrayList<>(width);
      for (int i = 0; i < width; i++) {
        values.add((float) random.nextGaussian());
      }
      features.add(values);
    }
  }

  private EdgeEvent next() {
    long number = made++;
    return new EdgeEvent(
        "e" + number,
        "u" + (int) (sources * random.nextDouble() * random.nextDouble()),
        "v" + (int) (destinations * random.nextDouble() * random.nextDouble()),
        Instant.EPOCH.plus(newestMicros(), ChronoUnit.MICROS),
        features.get((int) (number % FEATURE_ROWS)),
        "");
  }

  /** Event time of the event that was made last, microseconds since 1970. */
  long newestMicros() {
    return START_MICROS + (made - 1) * STEP_MICROS;
  }

  /**
   * Sends events.
   *
   * @param perSecond open-loop rate; 0 for as fast as the broker takes them
   */
  void send(Settings settings, long count, double perSecond) {
    String topic = Topic.EDGES.name(settings.get(ConnectionOptions.PREFIX));
    FramedCodec<EdgeEvent> codec =
        new FramedCodec<>(
            EdgeEvent.class,
            SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY)),
            topic);
    Properties config = ClientProperties.of(settings);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      long start = System.nanoTime();
      for (long i = 0; i < count; i++) {
        if (perSecond > 0) {
          long due = start + (long) (i / perSecond * 1e9);
          for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
        }
        EdgeEvent event = next();
        producer.send(
            new ProducerRecord<>(
                topic, event.getSrc().getBytes(StandardCharsets.UTF_8), codec.encode(event)));
      }
      producer.flush();
    }
  }
}
