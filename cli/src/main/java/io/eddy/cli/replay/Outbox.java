package io.eddy.cli.replay;

import io.eddy.cli.console.CommandException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer that sends without waiting and does not forget a record that was refused. */
final class Outbox implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();

  Outbox(Properties config) {
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Hands a record to the producer; waits only where its buffer is full.
   *
   * @throws CommandException if an earlier record was refused
   */
  void send(ProducerRecord<byte[], byte[]> record) {
    rethrow();
    try {
      producer.send(
          record,
          (metadata, error) -> {
            if (error != null) {
              firstFailure.compareAndSet(null, error);
            }
          });
    } catch (KafkaException e) {
      firstFailure.compareAndSet(null, e);
      rethrow();
    }
  }

  /**
   * Waits until the broker has taken every record.
   *
   * @throws CommandException if one was refused
   */
  void flush() {
    producer.flush();
    rethrow();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void rethrow() {
    Exception failure = firstFailure.get();
    if (failure != null) {
      throw new CommandException(
          "the broker did not take a record: " + failure.getMessage(), failure);
    }
  }
}
