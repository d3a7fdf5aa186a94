package io.eddy.cli.demo;

import io.eddy.cli.kafka.TopicReader;
import io.eddy.config.Settings;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows the topics in which a run's results appear: predictions, late events, ingest's totals.
 */
final class Results implements AutoCloseable {
  private final TopicReader reader;
  private final String predictionsTopic;
  private final String lateTopic;
  private final FramedCodec<LinkPrediction> predictionCodec;
  private final FramedCodec<IngestStatus> statusCodec;
  private final Predictions predictions = new Predictions();
  private final Totals ingest = new Totals();
  private final Histogram latency = new Histogram(3);
  private long late;

  Results(Settings settings) {
    String prefix = settings.get(ConnectionOptions.PREFIX);
    SchemaRegistry registry = SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY));
    predictionsTopic = Topic.LINK_PREDICTIONS.name(prefix);
    lateTopic = Topic.EDGES_LATE.name(prefix);
    predictionCodec = new FramedCodec<>(LinkPrediction.class, registry, predictionsTopic);
    statusCodec = new FramedCodec<>(IngestStatus.class, registry, Topic.INGEST_STATUS.name(prefix));
    reader =
        TopicReader.open(settings, Topic.LINK_PREDICTIONS, Topic.EDGES_LATE, Topic.INGEST_STATUS);
  }

  /** Takes in what arrives within a time. */
  void poll(Duration patience) {
    reader.poll(patience, this::take);
  }

  Predictions predictions() {
    return predictions;
  }

  Totals ingest() {
    return ingest;
  }

  long late() {
    return late;
  }

  /**
   * Milliseconds from the append of the edge to that of the prediction, for the predictions since
   * the last call.
   */
  Histogram takeLatency() {
    Histogram copy = latency.copy();
    latency.reset();
    return copy;
  }

  /** How many records have met their end: ranked, late or put aside. */
  long known() {
    return predictions.count() + late + ingest.deadLetters() + ingest.duplicates();
  }

  /** Whether every one of {@code sent} raw records has met its end: ranked, late or put aside. */
  boolean complete(long sent) {
    return ingest.recordsIn() >= sent
        && ingest.edges() + ingest.deadLetters() + ingest.duplicates() >= sent
        && predictions.count() + late >= ingest.edges();
  }

  @Override
  public void close() {
    reader.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(predictionsTopic)) {
      predictions.add(predictionCodec.decode(record.value()));
      long taken = PredictionHeaders.edgeAppendedAtMillis(record.headers());
      latency.recordValue(Math.max(0, record.timestamp() - taken));
    } else if (record.topic().equals(lateTopic)) {
      late++;
    } else {
      ingest.add(statusCodec.decode(record.value()));
    }
  }
}
