package io.eddy.model.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.eddy.memory.node.Precision;
import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.EventScorer;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.StreamScales;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.TgnEngine;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.eval.TestStreams;
import io.eddy.model.vector.Squash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one model over a stream, with a small network of a seed. */
final class EddyEvaluationTest {
  private static final int WIDTH = 8;

  private final EddyParameters parameters = RandomEddy.of(4, WIDTH, WIDTH, 5);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void vectorsAreThoseOfTheSequentialEngine(int hops) {
    TgnVectors memory = memory(network(hops));
    List<LinkEvent> events = TestStreams.events(5, 400);
    LinkStream stream = LinkStream.of(events, new float[0], 0);
    EdgeColumns edges = stream.edges();
    EventVectors vectors = memory.vectors(stream, 400, 100, Freshness.PER_EVENT);
    int mails = 0;
    try (TgnEngine engine = new TgnEngine(memory.settings(), memory.parameters())) {
      for (int i = 0; i < 400; i++) {
        long time = edges.timesMicros()[i];
        if (i >= 100) {
          assertThat(vectors.embedding(i))
              .containsExactly(embedding(engine, edges, i), within(1e-5f));
          Mails expected = mails(events, i, memory.settings().neighbours());
          assertThat(vectors.mails(i)).usingRecursiveComparison().isEqualTo(expected);
          mails += expected.size();
        }
        float logit = engine.logits(edges.src()[i], new int[] {edges.dst()[i]}, time)[0];
        assertThat(vectors.probability(i)).isCloseTo(Squash.sigmoid(logit), within(1e-5));
        engine.apply(edges, i);
        if (hops < WaveSettings.LEAST_HOPS) {
          assertThat(vectors.memory(i))
              .containsExactly(engine.state().memories().memory(edges.dst()[i]), within(1e-5f));
        }
      }
    }
    assertThat(mails).isGreaterThan(1_000);
  }

  private static float[] embedding(TgnEngine engine, EdgeColumns edges, int event) {
    return engine.embeddings(new int[] {edges.src()[event]}, edges.timesMicros()[event]);
  }

  /** The latest events of an event's source from before its time, whichever way they went. */
  private static Mails mails(List<LinkEvent> events, int event, int most) {
    LinkEvent now = events.get(event);
    List<LinkEvent> own = new ArrayList<>();
    for (int i = event - 1; i >= 0 && own.size() < most; i--) {
      LinkEvent earlier = events.get(i);
      if (earlier.src().equals(now.src()) || earlier.dst().equals(now.src())) {
        own.add(earlier);
      }
    }
    own.removeIf(earlier -> earlier.timeMicros() >= now.timeMicros());
    String[] neighbours = new String[own.size()];
    float[] elapsed = new float[own.size()];
    for (int i = 0; i < neighbours.length; i++) {
      LinkEvent earlier = own.get(i);
      neighbours[i] = earlier.src().equals(now.src()) ? earlier.dst() : earlier.src();
      elapsed[i] = Mails.seconds(now.timeMicros() - earlier.timeMicros());
    }
    return new Mails(neighbours, elapsed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFrozenBatchIsEmbeddedFromTheStateBeforeIt(int hops) {
    TgnVectors memory = memory(network(hops));
    List<LinkEvent> events = TestStreams.events(6, 200);
    LinkStream stream = LinkStream.of(events, new float[0], 0);
    int first = stream.end(Part.TRAINING);
    EventVectors stale = memory.vectors(stream, 200, first, Freshness.stale(20));
    EventVectors fresh = memory.vectors(stream, 200, first, Freshness.PER_EVENT);
    try (TgnEngine engine = new TgnEngine(memory.settings(), memory.parameters())) {
      engine.replay(stream.edges(), 0, first);
      for (int i = first; i < stream.batchEnd(first, 20); i++) {
        assertThat(stale.embedding(i))
            .containsExactly(embedding(engine, stream.edges(), i), within(1e-5f));
      }
    }
    assertThat(stale.embedding(stream.batchEnd(first, 20) - 1))
        .isNotEqualTo(fresh.embedding(stream.batchEnd(first, 20) - 1));
    assertThat(stale.memory(199)).containsExactly(fresh.memory(199), within(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 1", "4, 2"})
  void laterEventsChangeNoEarlierScore(long seed, int hops) {
    TgnVectors memory = memory(network(hops));
    List<LinkEvent> events = TestStreams.events(seed, 300);
    int from = 270;
    while (events.get(from).timeMicros() == events.get(from - 1).timeMicros()) {
      from++;
    }
    List<LinkEvent> altered = new ArrayList<>(events.subList(0, from));
    int last = events.size() - 1;
    for (int i = from; i <= last; i++) {
      String dst = events.get(last + from - i).dst();
      altered.add(new LinkEvent("u" + i % 7, dst, events.get(i).timeMicros()));
    }
    RankerSettings features = StreamScales.of(events);
    List<Map<String, Float>> before = scores(memory, events, features);
    List<Map<String, Float>> after = scores(memory, altered, features);
    assertThat(before).hasSizeGreaterThan(60);
    int same = from - LinkStream.of(events, new float[0], 0).end(Part.TRAINING);
    for (int i = 0; i < same; i++) {
      Map<String, Float> scores = before.get(i);
      assertThat(after.get(i)).hasSameSizeAs(scores);
      after
          .get(i)
          .forEach((id, score) -> assertThat(score).isCloseTo(scores.get(id), within(1e-4f)));
    }
  }

  @Test
  void aNetworkThatReadsNeighboursOfNeighboursIsRefused() {
    assertThatThrownBy(() -> memory(network(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 layers")
        .hasMessageContaining("--layers 1");
  }

  /** The scores of the candidates of every ranked event, by their ids. */
  private List<Map<String, Float>> scores(
      TgnVectors memory, List<LinkEvent> events, RankerSettings features) {
    LinkStream stream = LinkStream.of(events, new float[0], 0);
    EventVectors vectors = memory.vectors(stream, events.size(), 0, Freshness.PER_EVENT);
    EddyScorer scorer = new EddyScorer(parameters, vectors);
    List<Map<String, Float>> all = new ArrayList<>();
    EventScorer recorder =
        new EventScorer() {
          @Override
          public void score(
              int event,
              SourceView view,
              CandidateState candidates,
              int[] chosen,
              int count,
              float[] scores) {
            scorer.score(event, view, candidates, chosen, count, scores);
            Map<String, Float> byId = new HashMap<>();
            for (int i = 0; i < count; i++) {
              byId.put(candidates.id(chosen[i]), scores[i]);
            }
            all.add(byId);
          }

          @Override
          public void applied(int event, int candidate) {
            scorer.applied(event, candidate);
          }
        };
    RankerEvaluation.run(
        events,
        features,
        recorder,
        Freshness.PER_EVENT,
        Negatives.ALL,
        Part.TEST,
        RankerEvaluation.EVERY_EVENT,
        done -> {});
    return all;
  }

  private static TgnVectors memory(TgnSettings settings) {
    try (NDManager manager = Tensors.newManager()) {
      return new TgnVectors(
          settings, TgnNetwork.seeded(settings, 9, manager).parameters(), Precision.SINGLE);
    }
  }

  private static TgnSettings network(int hops) {
    return network(hops, 1);
  }

  private static TgnSettings network(int hops, int layers) {
    return TgnSettings.builder(WIDTH)
        .optNeighbourMemory(
            hops == 0
                ? TgnSettings.NeighbourMemory.OF_THE_MAIL
                : TgnSettings.NeighbourMemory.CURRENT)
        .optNeighbours(4)
        .optLayers(layers)
        .optWaves(
            hops < WaveSettings.LEAST_HOPS
                ? null
                : new WaveSettings(CellKind.GATED, Halting.ACT, hops, 3, 0.05f))
        .build();
  }
}
