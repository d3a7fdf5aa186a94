package io.eddy.jobs.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Makes Kafka sinks of one delivery guarantee.
 *
 * <p>At least once: records are visible as soon as they are written and may be written again after
 * a failure. Exactly once: records are written in transactions and visible to {@code
 * read_committed} readers when a checkpoint completes.
 */
public final class Sinks {
  /** The client's own 5 ms would be half of a result's latency. */
  private static final Duration RESULTS_LINGER = Duration.ofMillis(1);

  private final Properties clientProperties;
  private final DeliveryGuarantee guarantee;
  private final String transactionalIdPrefix;
  private final Duration transactionTimeout;

  /**
   * A maker of sinks.
   *
   * @param clientProperties bootstrap servers and further client settings
   * @param guarantee at least once or exactly once
   * @param transactionalIdPrefix prefix of transactional ids; unique to the job on its broker
   * @param transactionTimeout how long the broker keeps an open transaction; longer than a restart
   *     takes, and no longer than the broker's {@code transaction.max.timeout.ms}
   */
  public Sinks(
      Properties clientProperties,
      DeliveryGuarantee guarantee,
      String transactionalIdPrefix,
      Duration transactionTimeout) {
    this.clientProperties = clientProperties;
    this.guarantee = guarantee;
    this.transactionalIdPrefix = transactionalIdPrefix;
    this.transactionTimeout = transactionTimeout;
  }

  /** A sink of results, which somebody waits for. */
  public <T> KafkaSink<T> sink(SinkName name, KafkaRecordSerializationSchema<T> serializer) {
    return sink(name, serializer, RESULTS_LINGER);
  }

  /**
   * A sink.
   *
   * @param name tells its transactions from those of the job's other sinks
   * @param linger how long a record waits for others to share its request
   */
  public <T> KafkaSink<T> sink(
      SinkName name, KafkaRecordSerializationSchema<T> serializer, Duration linger) {
    Properties producer = new Properties();
    producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
    producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, Long.toString(linger.toMillis()));
    // What fits is for the topics to say: a dead letter is larger than the record that it repeats.
    producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "33554432");
    producer.putAll(clientProperties);
    KafkaSinkBuilder<T> builder =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(producer)
            .setBootstrapServers(
                clientProperties.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG))
            .setRecordSerializer(serializer)
            .setDeliveryGuarantee(guarantee);
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      builder
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
          .setTransactionalIdPrefix(name.transactionalIdPrefix(transactionalIdPrefix))
          .setProperty(
              ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
              Long.toString(transactionTimeout.toMillis()));
    }
    return builder.build();
  }
}
