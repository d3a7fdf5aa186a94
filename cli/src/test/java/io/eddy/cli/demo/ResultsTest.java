package io.eddy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.ingest.IngestRun;
import io.eddy.config.Settings;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void whatAnEarlierRunLeftDoesNotCount() {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "twice", folder);
    status(run, 5, 3);
    predict(run, "old-1");
    try (Results results = new Results(run.settings())) {
      status(run, 7, 4);
      predict(run, "new-1");
      run.await("the totals", () -> polled(results).ingest().recordsIn() > 0);
      run.await("the prediction", () -> polled(results).predictions().count() > 0);
      assertThat(results.ingest().recordsIn()).isEqualTo(2);
      assertThat(results.ingest().edges()).isEqualTo(1);
      assertThat(results.predictions().count()).isEqualTo(1);
    }
  }

  @Test
  void aLateEventThatIsAppliedIsDoneWithWhenItIsRanked() {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "apply", folder);
    Settings apply = run.settings().with(ScoringOptions.LATE_POLICY, "apply");
    try (Results results = new Results(apply)) {
      run.sendRecord(new ProducerRecord<>("apply.edges.late", new byte[] {1}));
      predict(run, "e-1");
      status(run, 2, 2);
      run.await("one of each", () -> polled(results).late() > 0 && results.ingest().edges() > 0);
      run.await("the prediction", () -> polled(results).predictions().count() > 0);
      assertThat(results.complete(2)).isFalse();
      assertThat(results.known()).isEqualTo(1);

      predict(run, "e-2");
      run.await("the end", () -> polled(results).complete(2));
    }
  }

  private static Results polled(Results results) {
    results.poll(Duration.ofMillis(100));
    return results;
  }

  private static void status(IngestRun run, long recordsIn, long edges) {
    FramedCodec<IngestStatus> codec =
        new FramedCodec<>(IngestStatus.class, SchemaRegistries.open("none"), "status");
    byte[] value = codec.encode(new IngestStatus("task", recordsIn, edges, 0L, 0L));
    run.sendRecord(new ProducerRecord<>(name(run, "ingest.status"), new byte[] {1}, value));
  }

  private static void predict(IngestRun run, String id) {
    FramedCodec<LinkPrediction> codec =
        new FramedCodec<>(LinkPrediction.class, SchemaRegistries.open("none"), "predictions");
    LinkPrediction prediction =
        new LinkPrediction(
            id, "a", Instant.EPOCH, "b", List.of(), 1, 1.0, 1.0, "recency", "", "per-event");
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            name(run, "link-predictions"), new byte[] {1}, codec.encode(prediction));
    record
        .headers()
        .add(PredictionHeaders.EDGE_APPENDED_AT, ByteBuffer.allocate(Long.BYTES).array());
    run.sendRecord(record);
  }

  private static String name(IngestRun run, String suffix) {
    return run.settings().asMap().get("eddy.topics.prefix") + "." + suffix;
  }
}
