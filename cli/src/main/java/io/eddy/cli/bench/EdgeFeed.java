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
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events to the edges topic. Not thread-safe. */
final class EdgeFeed {
  /** A feed that woke for every event would take the job's cores from it. */
  private static final long STEP_NANOS = 1_000_000;

  private final Supplier<EdgeEvent> source;
  private final LongConsumer sending;
  private long newestMicros = Long.MIN_VALUE;

  EdgeFeed(Supplier<EdgeEvent> source) {
    this(source, micros -> {});
  }

  /**
   * A feed.
   *
   * @param sending hears each event's time, microseconds since 1970, before the event is sent
   */
  EdgeFeed(Supplier<EdgeEvent> source, LongConsumer sending) {
    this.source = source;
    this.sending = sending;
  }

  /** Event time of the event that was sent last, microseconds since 1970. */
  long newestMicros() {
    return newestMicros;
  }

  /**
   * Sends events.
   *
   * @param perSecond open-loop rate, in steps of a millisecond; 0 for as fast as the broker takes
   *     them
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
          while (due - System.nanoTime() > 0) {
            LockSupport.parkNanos(STEP_NANOS);
          }
        }
        EdgeEvent event = source.get();
        newestMicros = ChronoUnit.MICROS.between(Instant.EPOCH, event.getTime());
        sending.accept(newestMicros);
        producer.send(
            new ProducerRecord<>(
                topic, event.getSrc().getBytes(StandardCharsets.UTF_8), codec.encode(event)));
      }
      producer.flush();
    }
  }
}
