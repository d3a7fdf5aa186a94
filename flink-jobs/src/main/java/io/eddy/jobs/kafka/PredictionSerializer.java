package io.eddy.jobs.kafka;

import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.model.rank.PartialRanking;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.ScoredDestination;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes rankings as framed {@code LinkPrediction}s keyed by source. The record depends on the
 * event and the state before it only. So an event that is processed again after a failure gives the
 * same bytes where the events before it are the same again: at parallelism 1, from one partition,
 * with no late events. Otherwise it may be ranked among other candidates.
 */
public final class PredictionSerializer extends TopicSerializer<ShardAnswer> {
  private static final long serialVersionUID = 1L;
  private static final String PER_EVENT = "per-event";

  private final String registry;
  private final String predictor;
  private transient FramedCodec<LinkPrediction> codec;

  /** A writer to a predictions topic, naming the predictor in every record. */
  public PredictionSerializer(String registry, String topic, String predictor) {
    super(topic);
    this.registry = registry;
    this.predictor = predictor;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = new FramedCodec<>(LinkPrediction.class, SchemaRegistries.open(registry), topic());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ShardAnswer answer, KafkaSinkContext context, Long timestamp) {
    EdgeRef ref = answer.ref();
    PartialRanking ranking = answer.ranking();
    LinkPrediction prediction =
        new LinkPrediction(
            ref.id(),
            ref.src(),
            Micros.instant(ref.timeMicros()),
            ref.dst(),
            ranking.top().stream()
                .map(candidate -> new ScoredDestination(candidate.id(), candidate.score()))
                .toList(),
            ranking.candidates(),
            ranking.rank(),
            ranking.baselineRank(),
            predictor,
            answer.model(),
            PER_EVENT);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic(), ref.src().getBytes(StandardCharsets.UTF_8), codec.encode(prediction));
    PredictionHeaders.write(record.headers(), ref);
    return record;
  }
}
