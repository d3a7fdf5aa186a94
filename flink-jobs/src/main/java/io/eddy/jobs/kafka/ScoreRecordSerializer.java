package io.eddy.jobs.kafka;

import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Score;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes scores as framed {@code EdgeScore}s keyed by event. */
public final class ScoreRecordSerializer extends TopicSerializer<Score> {
  private static final long serialVersionUID = 1L;
  private static final String PER_EVENT = "per-event";

  private final String registry;
  private transient FramedCodec<EdgeScore> codec;

  /** A writer to a scores topic. */
  public ScoreRecordSerializer(String registry, String topic) {
    super(topic);
    this.registry = registry;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = new FramedCodec<>(EdgeScore.class, SchemaRegistries.open(registry), topic());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Score score, KafkaSinkContext context, Long timestamp) {
    EdgeRef ref = score.ref();
    EdgeScore record =
        new EdgeScore(
            ref.id(),
            ref.src(),
            ref.dst(),
            Micros.instant(ref.timeMicros()),
            score.probability(),
            score.model().version(),
            PER_EVENT,
            age(score.sourceAgeMicros()),
            age(score.destinationAgeMicros()));
    ProducerRecord<byte[], byte[]> written =
        new ProducerRecord<>(
            topic(), ref.id().getBytes(StandardCharsets.UTF_8), codec.encode(record));
    PredictionHeaders.write(written.headers(), ref);
    return written;
  }

  private static @Nullable Long age(long micros) {
    return micros < 0 ? null : micros;
  }
}
