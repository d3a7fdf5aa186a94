package io.eddy.jobs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.metrics.IngestTotals;
import io.eddy.jobs.metrics.IngestTotalsSerializer;
import io.eddy.jobs.support.Edges;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.pair.PairHistory;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.rank.ScoredCandidate;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EventSerializersTest {
  private static final Edge EDGE = Edges.edge(7, "søurce", "dest", -5L);

  @TestFactory
  Stream<DynamicTest> everyRecordComesBackAsItWas() {
    PairHistory history = new PairHistory(8);
    history.visit("x", 1);
    history.visit("y", 2);
    CandidateCard card = new CandidateCard("dest", 3, 9);
    Undecodable bad =
        new Undecodable(
            null,
            new byte[] {0, -1},
            List.of(
                new Undecodable.Header("trace", new byte[] {7}),
                new Undecodable.Header("trace", null)),
            2,
            1L << 40,
            "no frame");
    return Stream.of(
        roundTrip(EdgeSerializer.INSTANCE, EDGE),
        roundTrip(IncomingSerializer.INSTANCE, EDGE),
        roundTrip(IncomingSerializer.INSTANCE, bad),
        roundTrip(UndecodableSerializer.INSTANCE, bad),
        roundTrip(LateSerializer.INSTANCE, new Late(EDGE, 12)),
        roundTrip(OfferSerializer.INSTANCE, new Offer(EDGE.ref(), history, null, true, null)),
        roundTrip(
            RankRequestSerializer.INSTANCE,
            new RankRequest(1, 4, true, EDGE.ref(), history, null, card, null)),
        roundTrip(
            ShardAnswerSerializer.INSTANCE,
            ShardAnswer.ofRule(
                EDGE.ref(),
                2,
                new PartialRanking(List.of(new ScoredCandidate("a", 1.5)), 10, 3, 2, 4, 1))),
        roundTrip(IngestTotalsSerializer.INSTANCE, new IngestTotals("validate-0", 4, 2, 1, 1)));
  }

  private static <T> DynamicTest roundTrip(VersionedSerializer<T> serializer, T value) {
    return DynamicTest.dynamicTest(
        serializer.getClass().getSimpleName() + " of " + value.getClass().getSimpleName(),
        () -> assertThat(copy(serializer, value)).isEqualTo(value));
  }

  private static <T> T copy(VersionedSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
