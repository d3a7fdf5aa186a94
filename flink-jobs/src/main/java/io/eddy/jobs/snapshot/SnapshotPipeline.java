package io.eddy.jobs.snapshot;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeSerializer;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.scoring.DecodedOnly;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.memory.flink.VersionedTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The snapshot job's graph of operators, from incoming records to reports, without Kafka at its
 * beginning.
 *
 * <pre>
 * incoming ─ decode ─ by the smaller node of a pair ─ adjacency ─ all to one ─ embed ─ reports
 *                                                                                └ stores
 * </pre>
 */
public final class SnapshotPipeline {
  private SnapshotPipeline() {}

  /**
   * Builds the graph behind a stream of incoming records with event times and watermarks.
   *
   * @return a report on each snapshot
   */
  public static DataStream<SnapshotReport> build(DataStream<Incoming> incoming, Settings settings) {
    SingleOutputStreamOperator<Edge> edges =
        incoming
            .process(new DecodedOnly())
            .returns(new VersionedTypeInfo<>(EdgeSerializer.INSTANCE))
            .name("Take edges apart from garbage")
            .uid("snapshot-decoded-only");
    SingleOutputStreamOperator<SnapshotPart> parts =
        edges
            .keyBy(EdgeReading::owner, Types.STRING)
            .transform(
                "Adjacency of the window",
                new VersionedTypeInfo<>(SnapshotPartSerializer.INSTANCE),
                new AdjacencyOperator(
                    EdgeReading.of(settings),
                    settings.get(SnapshotOptions.TICKS),
                    new Ticks(settings.get(SnapshotOptions.INTERVAL).toMillis()),
                    settings.get(SnapshotOptions.WINDOW),
                    settings.get(ScoringOptions.MAX_AHEAD),
                    SnapshotModel.plan(SnapshotModel.load(settings)).time()))
            .uid("snapshot-adjacency");
    return parts
        .global()
        .transform(
            "Embed the graph",
            new VersionedTypeInfo<>(SnapshotReportSerializer.INSTANCE),
            new SnapshotOperatorFactory(settings, settings.get(ScoringOptions.PARALLELISM)))
        .uid("snapshot-embed")
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
