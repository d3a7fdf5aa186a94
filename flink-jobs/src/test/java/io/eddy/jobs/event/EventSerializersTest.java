package io.eddy.jobs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.metrics.IngestTotals;
import io.eddy.jobs.metrics.IngestTotalsSerializer;
import io.eddy.jobs.support.Edges;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.pair.PairHistory;
import io.eddy.model.eddy.Mails;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.rank.ScoredCandidate;
import io.eddy.model.tgn.serve.Interaction;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

  @Test
  void whatRankingByMemoriesNeedsComesBackAsItWas() throws IOException {
    Release release = new Release("m", "v7", "file:///m", "00ff");
    Mails mails = new Mails(new String[] {"x", "ÿ"}, new float[] {0.5f, 1e6f});
    PairHistory history = new PairHistory(8);
    CandidateCard card = new CandidateCard("dest", 3, 9);
    MemoryView view = new MemoryView(release, new float[] {1, -2}, mails, new float[] {3});
    MemoryView elsewhere = new MemoryView(release, new float[] {1, -2}, Mails.NONE, null);
    for (MemoryView memory : List.of(view, elsewhere)) {
      RankRequest request = new RankRequest(1, 4, true, EDGE.ref(), history, null, card, memory);
      assertThat(copy(RankRequestSerializer.INSTANCE, request))
          .usingRecursiveComparison()
          .isEqualTo(request);
    }
    OfferedMails offered = new OfferedMails();
    offered.set(mails);
    Interaction interaction = new Interaction("søurce", "dest", -5L, new float[] {7, 0.5f});
    interaction.offered(new float[] {1}, new float[] {2, 3}, 11);
    Neural neural = new Neural(release, interaction, offered);
    Settled settled =
        new Settled(new Offer(EDGE.ref(), history, null, true, neural), card, new float[] {4, 5});
    assertThat(copy(SettledSerializer.INSTANCE, settled))
        .usingRecursiveComparison()
        // It comes with the second visit; before, it is not a number.
        .ignoringFields("offer.neural.interaction.logit")
        .isEqualTo(settled);
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
