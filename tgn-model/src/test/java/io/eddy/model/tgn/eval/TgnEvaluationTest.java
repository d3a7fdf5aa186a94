package io.eddy.model.tgn.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.eddy.memory.node.Precision;
import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.TgnEngine;
import io.eddy.model.tgn.eval.TgnPrecision.State;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocols against a plain loop over the engine. */
final class TgnEvaluationTest {
  private static final TgnSettings SETTINGS = TgnSettings.builder(8).optNeighbours(4).build();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyEventIsRankedAmongAllDestinationsButTheOtherTrueOnes(long seed) {
    LinkStream stream = TestStreams.habits(seed, 250);
    NamedArrays parameters = parameters(seed);
    Map<Part, Mrr> ranked =
        TgnRanking.run(
            stream,
            SETTINGS,
            parameters,
            Precision.SINGLE,
            Negatives.ALL,
            Part.TEST,
            Integer.MAX_VALUE,
            done -> {});
    Mrr validation = new Mrr();
    Mrr test = new Mrr();
    EdgeColumns edges = stream.edges();
    try (TgnEngine engine = new TgnEngine(SETTINGS, parameters)) {
      for (int i = 0; i < edges.size(); i++) {
        if (stream.partOf(i) != Part.TRAINING) {
          (stream.partOf(i) == Part.TEST ? test : validation).add(rank(engine, stream, i));
        }
        engine.apply(edges, i);
      }
    }
    assertThat(ranked.get(Part.VALIDATION).mrr()).isCloseTo(validation.mrr(), within(1e-4));
    assertThat(ranked.get(Part.TEST).mrr()).isCloseTo(test.mrr(), within(1e-4));
    assertThat(ranked.get(Part.TEST).count()).isEqualTo(test.count());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void laterEventsAndTheTestPartChangeNothingOnValidation(long seed) {
    LinkStream stream = TestStreams.habits(seed, 250);
    NamedArrays parameters = parameters(seed);
    int end = stream.end(Part.VALIDATION);
    EdgeColumns edges = stream.edges();
    int[] changed = edges.dst().clone();
    for (int i = end; i < changed.length; i++) {
      changed[i] = stream.destinations()[0];
    }
    LinkStream other =
        new LinkStream(
            new EdgeColumns(edges.src(), changed, edges.timesMicros(), edges.features(), 0),
            stream.names(),
            stream.destinations(),
            stream.split());
    AveragePrecision one = validation(stream, parameters);
    AveragePrecision two = validation(other, parameters);
    assertThat(one.averagePrecision()).isEqualTo(two.averagePrecision());
    assertThat(one.rocAuc()).isEqualTo(two.rocAuc());
    assertThat(one.positives()).isEqualTo(end - stream.end(Part.TRAINING));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void eventsOfUnseenNodesAreMeasuredApart(long seed) {
    LinkStream stream = TestStreams.habits(seed, 250);
    UnseenNodes unseen = UnseenNodes.draw(stream, 0.2, seed);
    Map<Part, TgnPrecision.Result> results =
        TgnPrecision.run(
            stream,
            SETTINGS,
            parameters(seed),
            unseen,
            State.WITHOUT_UNSEEN,
            Part.TEST,
            1,
            done -> {});
    int touching = 0;
    for (int i = stream.end(Part.VALIDATION); i < 250; i++) {
      touching += unseen.touches(stream, i) ? 1 : 0;
    }
    TgnPrecision.Result test = results.get(Part.TEST);
    assertThat(test.randomUnseen().positives()).isEqualTo(touching).isPositive();
    assertThat(test.historicalUnseen().positives()).isEqualTo(touching);
    assertThat(test.random().positives()).isEqualTo(250 - stream.end(Part.VALIDATION));
    TgnPrecision.Result fullState =
        TgnPrecision.run(
                stream,
                SETTINGS,
                parameters(seed),
                unseen,
                State.WITH_UNSEEN,
                Part.TEST,
                1,
                done -> {})
            .get(Part.TEST);
    assertThat(fullState.random().rocAuc()).isNotEqualTo(test.random().rocAuc());
    assertThat(fullState.random().positives()).isEqualTo(test.random().positives());
  }

  private static AveragePrecision validation(LinkStream stream, NamedArrays parameters) {
    return TgnPrecision.run(
            stream,
            SETTINGS,
            parameters,
            UnseenNodes.NONE,
            State.WITH_UNSEEN,
            Part.VALIDATION,
            1,
            done -> {})
        .get(Part.VALIDATION)
        .random();
  }

  private static double rank(TgnEngine engine, LinkStream stream, int event) {
    EdgeColumns edges = stream.edges();
    int src = edges.src()[event];
    long time = edges.timesMicros()[event];
    float[] logits = engine.logits(src, stream.destinations(), time);
    float target = engine.logits(src, new int[] {edges.dst()[event]}, time)[0];
    double rank = 1;
    for (int c = 0; c < logits.length; c++) {
      int candidate = stream.destinations()[c];
      boolean trueOne = false;
      for (int i = 0; i < edges.size(); i++) {
        trueOne |=
            edges.src()[i] == src && edges.timesMicros()[i] == time && edges.dst()[i] == candidate;
      }
      if (!trueOne) {
        // Candidates without a past have the same embedding, up to the rounding of sums.
        double gap = logits[c] - target;
        rank += Math.abs(gap) < 1e-6 ? 0.5 : gap > 0 ? 1 : 0;
      }
    }
    return rank;
  }

  private static NamedArrays parameters(long seed) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(SETTINGS, seed, manager).parameters();
    }
  }
}
