package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.support.Edges;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.model.eval.SequentialScorer;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringPipelineITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final List<Edge> EDGES = Edges.stream(11, 3_000, 40, 60);

  @ParameterizedTest
  @CsvSource({"hashmap,0 ms", "rocksdb,0 ms", "hashmap,2 s"})
  void atParallelismOneTheRankingsAreThoseOfASequentialProgram(String backend, String bound)
      throws Exception {
    Settings settings = settings(1, backend, bound);
    SequentialScorer scorer =
        new SequentialScorer(
            new CandidateRanker(
                new RecencyPredictor(), new RecencyPredictor(), settings.get(ScoringOptions.TOP_N)),
            settings.get(ScoringOptions.HISTORY_CAPACITY));
    List<ShardAnswer> expected = new ArrayList<>();
    for (Edge edge : EDGES) {
      expected.add(
          ShardAnswer.ofRule(
              edge.ref(),
              1,
              scorer.process(edge.ref().src(), edge.ref().dst(), edge.ref().timeMicros())));
    }
    assertThat(run(settings)).isEqualTo(expected);
  }

  @Test
  void atHigherParallelismEveryEventIsRankedOnceAmongAllKnownDestinations() throws Exception {
    List<ShardAnswer> answers = run(settings(3, "hashmap", "0 ms"));
    assertThat(answers).hasSameSizeAs(EDGES);
    assertThat(answers.stream().map(answer -> answer.ref().id()).distinct()).hasSameSizeAs(EDGES);
    long destinations = EDGES.stream().map(edge -> edge.ref().dst()).distinct().count();
    assertThat(answers.stream().mapToInt(answer -> answer.ranking().candidates()).max())
        .hasValue(Math.toIntExact(destinations));
  }

  private static List<ShardAnswer> run(Settings settings) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            ScoringEnvironment.configuration(settings));
    environment.setParallelism(settings.get(ScoringOptions.PARALLELISM));
    DataStream<Incoming> incoming =
        environment
            .fromData(
                new ArrayList<Incoming>(EDGES),
                new VersionedTypeInfo<>(IncomingSerializer.INSTANCE))
            .assignTimestampsAndWatermarks(ScoringPipeline.watermarks(settings));
    List<ShardAnswer> answers = new ArrayList<>();
    try (var results =
        ScoringPipeline.build(incoming, null, null, settings)
            .rankings()
            .orElseThrow()
            .executeAndCollect()) {
      results.forEachRemaining(answers::add);
    }
    return answers;
  }

  private static Settings settings(int parallelism, String backend, String bound) {
    return Settings.empty()
        .with(
            Map.of(
                ScoringOptions.PARALLELISM.key(), Integer.toString(parallelism),
                ScoringOptions.STATE_BACKEND.key(), backend,
                ScoringOptions.ORDER_BOUND.key(), bound),
            "test");
  }
}
