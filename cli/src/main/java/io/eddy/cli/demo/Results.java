package io.eddy.cli.demo;

import io.eddy.cli.kafka.TopicReader;
import io.eddy.config.Settings;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ServedMemory;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows the topics in which a run's results appear: predictions, scores, late events, ingest's
 * totals; from the moment of its making on, so that topics kept from an earlier run do not count.
 */
final class Results implements AutoCloseable {
  private final TopicReader reader;
  private final String predictionsTopic;
  private final String lateTopic;
  private final String scoresTopic;
  private final FramedCodec<LinkPrediction> predictionCodec;
  private final FramedCodec<EdgeScore> scoreCodec;
  private final FramedCodec<IngestStatus> statusCodec;
  private final Predictions predictions = new Predictions();
  private final Scores scores = new Scores();
  private final Totals ingest = new Totals();
  private final Histogram latency = new Histogram(3);
  private final boolean lateAreRanked;
  private final boolean scored;
  private long late;

  Results(Settings settings) {
    String prefix = settings.get(ConnectionOptions.PREFIX);
    SchemaRegistry registry = SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY));
    predictionsTopic = Topic.LINK_PREDICTIONS.name(prefix);
    lateTopic = Topic.EDGES_LATE.name(prefix);
    scoresTopic = Topic.SCORES.name(prefix);
    predictionCodec = new FramedCodec<>(LinkPrediction.class, registry, predictionsTopic);
    scoreCodec = new FramedCodec<>(EdgeScore.class, registry, scoresTopic);
    statusCodec = new FramedCodec<>(IngestStatus.class, registry, Topic.INGEST_STATUS.name(prefix));
    lateAreRanked = settings.get(ScoringOptions.LATE_POLICY) == LatePolicy.APPLY;
    scored = ServedMemory.isServed(settings);
    Topic[] topics = {Topic.LINK_PREDICTIONS, Topic.SCORES, Topic.EDGES_LATE, Topic.INGEST_STATUS};
    Map<TopicPartition, Long> ends = TopicReader.ends(settings, topics);
    try (TopicReader earlier = TopicReader.open(settings, Topic.INGEST_STATUS)) {
      earlier.readToEnd(record -> ingest.add(statusCodec.decode(record.value())));
    }
    ingest.startHere();
    reader = TopicReader.open(settings, ends, topics);
  }

  /** Takes in what arrives within a time. */
  void poll(Duration patience) {
    reader.poll(patience, this::take);
  }

  Predictions predictions() {
    return predictions;
  }

  /** Scores of events; empty where nodes have no memories. */
  Optional<Scores> scores() {
    return scored ? Optional.of(scores) : Optional.empty();
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
    return finished() + ingest.deadLetters() + ingest.duplicates();
  }

  /**
   * Whether every one of {@code sent} raw records has met its end: ranked and, where nodes have
   * memories, scored; late or put aside.
   */
  boolean complete(long sent) {
    return ingest.recordsIn() >= sent
        && ingest.edges() + ingest.deadLetters() + ingest.duplicates() >= sent
        && finished() >= ingest.edges()
        && (!scored || scores.count() >= predictions.count());
  }

  /** Edges that the job has done with: a late one that is applied appears as a prediction too. */
  private long finished() {
    return predictions.count() + (lateAreRanked ? 0 : late);
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
    } else if (record.topic().equals(scoresTopic)) {
      scores.add(scoreCodec.decode(record.value()));
    } else if (record.topic().equals(lateTopic)) {
      late++;
    } else {
      ingest.add(statusCodec.decode(record.value()));
    }
  }
}
