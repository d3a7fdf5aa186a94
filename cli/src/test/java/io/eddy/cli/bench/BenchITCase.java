package io.eddy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("heavy")
class BenchITCase {

  @Test
  void everyEventOfEachPartIsMeasured() throws IOException {
    EddyRun run =
        EddyRun.of(
            "bench",
            "pipeline",
            "--data=payments",
            "--warm-up=1000",
            "--events=2000",
            "--rate=500",
            "--seconds=2",
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.path("events").asLong()).isEqualTo(2_000);
    assertThat(result.path("latencyEvents").asLong()).isEqualTo(1_000);
    assertThat(result.path("eventsPerSecond").asLong()).isPositive();
    JsonNode latency = result.path("latencyMs");
    for (String quantile : new String[] {"p50", "p99", "p999", "max"}) {
      assertThat(latency.path("raw").path(quantile).asLong())
          .as("%s: the way from the raw topic contains that from the edges", quantile)
          .isGreaterThanOrEqualTo(latency.path("edges").path(quantile).asLong());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void networksOfBothWidthsAreServedAndMeasured(int hops) throws IOException {
    EddyRun run =
        EddyRun.of(
            "bench",
            "tgn",
            "--hops=" + hops,
            "--nodes=200",
            "--warm-up=200",
            "--events=800",
            "--seconds=1",
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.path("hops").asInt()).isEqualTo(hops);
    for (int width : new int[] {172, 100}) {
      JsonNode one = result.path("dim" + width);
      assertThat(one.path("width").asInt()).isEqualTo(width);
      assertThat(one.path("events").asLong()).isEqualTo(800);
      assertThat(one.path("eventsPerSecond").asLong()).isPositive();
      assertThat(one.at("/latencyMs/p99").asLong())
          .isGreaterThanOrEqualTo(one.at("/latencyMs/p50").asLong());
      assertThat(one.path("flopsPerEvent").asLong()).isGreaterThan(100L * width * width);
      assertThat(one.path("gemmShare").asDouble()).isBetween(0.0, 1.0);
      assertThat(one.path("stateBytesPerNode").asLong())
          .as("a memory at least")
          .isGreaterThan(4L * width);
    }
  }

  @Test
  void networksAreMeasuredOnThePairsOfADataSet() throws IOException {
    EddyRun run =
        EddyRun.of(
            "bench",
            "tgn",
            "--hops=1",
            "--data=payments",
            "--warm-up=200",
            "--events=800",
            "--seconds=0",
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    DataSet payments = DataCatalog.openStandard("payments");
    long nodes =
        payments.events().stream()
            .flatMap(event -> Stream.of(event.src(), event.dst()))
            .distinct()
            .count();
    assertThat(result.path("data").asText()).isEqualTo("payments");
    assertThat(result.at("/dim172/nodes").asLong()).isEqualTo(nodes);
    assertThat(result.at("/dim100/events").asLong()).isEqualTo(800);
    assertThat(run.err()).contains("%,d events".formatted(payments.events().size() + 800));
  }

  @Test
  void everyPredictionIsInOneOfTheSituationsOfSnapshots() throws IOException {
    EddyRun run =
        EddyRun.of(
            "bench",
            "snapshot",
            "--predictor=recency",
            "--nodes=500",
            "--warm-up=2000",
            "--rate=200",
            "--seconds=6",
            "--every=2",
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    JsonNode latencies = result.path("latencies");
    assertThat(latencies.at("/0/events").asLong()).isEqualTo(1_200);
    assertThat(latencies.at("/1/events").asLong() + latencies.at("/2/events").asLong())
        .isEqualTo(1_200);
    assertThat(latencies.at("/2/events").asLong()).isPositive();
    assertThat(result.at("/snapshots/complete").asInt()).isPositive();
    assertThat(result.at("/snapshots/edges").asLong()).isGreaterThan(1_000);
  }

  @Test
  void snapshotsByEventTimeAreMeasuredOnTheEventsOfADataSet() throws IOException {
    EddyRun run =
        EddyRun.of(
            "bench",
            "snapshot",
            "--predictor=recency",
            "--data=payments",
            "--warm-up=2000",
            "--rate=2500",
            "--seconds=6",
            "--days=1",
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.path("ticks").asText()).isEqualTo("event-time");
    assertThat(result.path("everySeconds").asDouble()).isEqualTo(86_400);
    assertThat(
            result.at("/latencies/1/events").asLong() + result.at("/latencies/2/events").asLong())
        .isEqualTo(15_000);
    assertThat(result.at("/latencies/2/events").asLong()).isPositive();
    assertThat(result.at("/snapshots/complete").asInt()).isPositive();
  }

  @Test
  void aDataSetWithTooFewEventsIsBadUsage() {
    EddyRun run = EddyRun.of("bench", "snapshot", "--data=payments", "--warm-up=100000000");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--data payments: it has", "--warm-up 100000000");
  }

  @Test
  void theLoopIsMeasuredUnderEveryKey() throws IOException {
    EddyRun run = EddyRun.of("bench", "loop", "--messages=400000", "--hops=40", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    for (String key : new String[] {"baselineP1", "baselineP2", "p1ShortCut", "p1Network", "p2"}) {
      assertThat(result.path("messagesPerSecond").path(key).asLong()).as(key).isPositive();
    }
    JsonNode checkpoint = result.path("checkpoint");
    assertThat(checkpoint.path("inFlight").asLong()).isBetween(50_000L, 100_000L);
    assertThat(checkpoint.path("completed").asLong()).isGreaterThanOrEqualTo(20);
    assertThat(checkpoint.path("averageBytes").asLong())
        .as("what is in flight is in the checkpoint")
        .isGreaterThan(20 * 50_000);
    for (String timeout : new String[] {"0", "1", "5"}) {
      assertThat(result.path("hopLatencyMs").path(timeout).asDouble()).as(timeout).isPositive();
    }
    assertThat(result.path("explosion").path("edges").asLong()).isEqualTo(20_000);
    assertThat(result.path("explosion").path("messages").asLong()).isGreaterThan(1_000_000);
  }
}
