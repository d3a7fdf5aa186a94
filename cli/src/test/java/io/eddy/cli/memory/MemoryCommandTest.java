package io.eddy.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.ingest.IngestRun;
import io.eddy.jobs.kafka.MemorySerializer;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class MemoryCommandTest {
  private static final long START = 1_700_000_000_000_000L;
  private static final long HOUR = 3_600_000_000L;

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void theLastMemoryOfANodeIsShownWithItsMailsAndTheirAges() throws Exception {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "shown", folder);
    MemorySerializer serializer = new MemorySerializer("none", "shown.memory");
    serializer.open(null, null);
    NeuralMemory memory = new NeuralMemory(MemoryShape.single(3, 0, 2));
    memory.update(new float[] {9, 9, 9}, START);
    publish(run, serializer, "a", memory);
    memory.mailbox().add("b", START + HOUR, new float[0], new float[3]);
    memory.mailbox().add("Größe", START + 2 * HOUR, new float[0], new float[3]);
    memory.update(new float[] {2, 1, -2}, START + 2 * HOUR);
    publish(run, serializer, "a", memory);
    NeuralMemory other = new NeuralMemory(MemoryShape.single(3, 0, 2));
    other.update(new float[] {1, 1, 1}, START + 2 * HOUR + 90_000_000);
    publish(run, serializer, "b", other);

    JsonNode report = new ObjectMapper().readTree(show(run, "a", "--json").out());
    assertThat(report.at("/node").asText()).isEqualTo("a");
    assertThat(report.at("/model").asText()).isEqualTo("tgn@7");
    assertThat(report.at("/updates").asLong()).isEqualTo(2);
    assertThat(report.at("/norm").asDouble()).isEqualTo(3);
    assertThat(report.at("/vector")).hasSize(3);
    assertThat(report.at("/time").asText()).isEqualTo("2023-11-15T00:13:20Z");
    assertThat(report.at("/asOf").asText()).isEqualTo("2023-11-15T00:14:50Z");
    assertThat(report.at("/ageSeconds").asDouble()).isEqualTo(90);
    assertThat(report.at("/mails").findValuesAsText("neighbour")).containsExactly("Größe", "b");
    assertThat(report.at("/mails/1/ageSeconds").asDouble()).isEqualTo(3690);

    assertThat(show(run, "a", "--components", "2").out())
        .contains("by tgn@7, after 2 updates", "1 min 30 s ago", "2.0000 1.0000 …")
        .containsPattern("Größe +2023-11-15T00:13:20Z +1 min 30 s")
        .containsPattern("b +2023-11-14T23:13:20Z +1 h 1 min");
    assertThat(show(run, "b").out()).contains("no mails");
  }

  @Test
  void aNodeThatWasDeletedOrNeverThereIsAFailureThatSaysSo() throws Exception {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "gone", folder);
    MemorySerializer serializer = new MemorySerializer("none", "gone.memory");
    serializer.open(null, null);
    NeuralMemory memory = new NeuralMemory(MemoryShape.single(1, 0, 1));
    memory.update(new float[] {1}, START);
    publish(run, serializer, "a", memory);
    run.sendRecord(new ProducerRecord<>("gone.memory", "a".getBytes(StandardCharsets.UTF_8), null));

    for (String node : List.of("a", "A")) {
      EddyRun result = EddyRun.of(words(run, "memory", "show", node));
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err())
          .contains("no memory of node '" + node + "' among the 2 records of topic 'gone.memory'");
    }
  }

  @Test
  void badUsageExitsWith2() {
    assertThat(EddyRun.of("memory", "show").exit()).isEqualTo(2);
    assertThat(EddyRun.of("memory", "show", "a", "--components", "-1").exit()).isEqualTo(2);
  }

  private static void publish(
      IngestRun run, MemorySerializer serializer, String node, NeuralMemory memory) {
    run.sendRecord(
        serializer.serialize(MemoryUpdate.of(node, memory, memory.memory(), 1, "tgn@7"), null, 0L));
  }

  private static EddyRun show(IngestRun run, String... words) {
    List<String> line = new ArrayList<>(List.of("memory", "show"));
    line.addAll(List.of(words));
    EddyRun result = EddyRun.of(words(run, line.toArray(String[]::new)));
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  private static String[] words(IngestRun run, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of(run.asWords()));
    return line.toArray(String[]::new);
  }
}
