package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.eval.EdgeClassPrecision;
import io.eddy.model.tgn.eval.EdgeLabels;
import io.eddy.model.tgn.eval.LinkStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A classifier of events on a stream whose labels are in the memory of the source. */
final class EdgeClassTrainingTest {
  private static final int EVENTS = 1_200;
  private static final TgnSettings NETWORK =
      TgnSettings.builder(8)
          .optEdgeFeatures(1)
          .optNeighbours(3)
          .optWaves(new WaveSettings(CellKind.GATED, Halting.ACT, 2, 2, 0.01f))
          .build();
  private static final TgnTrainingSettings TRAINING =
      TgnTrainingSettings.builder(3)
          .optSeed(1)
          .optBatch(10)
          .optPeakRate(5e-3)
          .optWarmupSteps(20)
          .optValidationEvents(1)
          .build();

  @Test
  void whatAMemoryHoldsIsFound() {
    LinkStream stream = stream(7);
    EdgeLabels labels = labels(stream);
    TrainedEdgeClasses trained =
        EdgeClassTraining.run(stream, labels, NETWORK, TRAINING, (epoch, precision) -> {});
    assertThat(trained.epochs()).hasSizeBetween(1, 3);
    assertThat(
            EdgeClassPrecision.run(stream, labels, NETWORK, trained.network(), trained.classifier())
                .get(Part.TEST)
                .averagePrecision())
        .isGreaterThan(0.9);
  }

  @Test
  void labelsThatComeToLightAfterTrainingTeachNothing() {
    LinkStream stream = stream(7);
    EdgeLabels labels = labels(stream);
    int end = stream.end(Part.TRAINING);
    byte[] other = labels.values().clone();
    long[] known = labels.knownMicros().clone();
    for (int i = 0; i < end; i += 3) {
      known[i] = (long) stream.split().lastTraining() + 1;
    }
    for (int i = 0; i < other.length; i++) {
      if (i >= stream.end(Part.VALIDATION) || (i < end && i % 3 == 0)) {
        other[i] = (byte) (1 - other[i]);
      }
    }
    TrainedEdgeClasses one = oneEpoch(stream, new EdgeLabels(labels.values(), known));
    TrainedEdgeClasses two = oneEpoch(stream, new EdgeLabels(other, known));
    assertThat(two).usingRecursiveComparison().isEqualTo(one);
    assertThat(oneEpoch(stream, labels).network())
        .usingRecursiveComparison()
        .isNotEqualTo(one.network());
  }

  @Test
  void aStreamWithoutLabelsOfBothKindsIsRefused() {
    LinkStream stream = stream(7);
    byte[] none = new byte[EVENTS];
    Arrays.fill(none, (byte) -1);
    assertThatThrownBy(() -> oneEpoch(stream, new EdgeLabels(none, new long[EVENTS])))
        .isInstanceOf(TrainingException.class)
        .hasMessage("training has 0 labels, 0 of them 1; labels of both kinds are needed");
  }

  private static TrainedEdgeClasses oneEpoch(LinkStream stream, EdgeLabels labels) {
    return EdgeClassTraining.run(
        stream,
        labels,
        NETWORK,
        TgnTrainingSettings.builder(1)
            .optSeed(1)
            .optBatch(10)
            .optPeakRate(5e-3)
            .optWarmupSteps(20)
            .optValidationEvents(1)
            .build(),
        (epoch, precision) -> {});
  }

  /** Few sources that come again after more events than a batch has. */
  private static LinkStream stream(long seed) {
    Random random = new Random(seed);
    List<LinkEvent> events = new ArrayList<>();
    float[] features = new float[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      events.add(new LinkEvent("s" + i % 30, "d" + random.nextInt(8), 1_000_000L * i));
      features[i] = random.nextInt(2);
    }
    return LinkStream.of(events, features, 1);
  }

  /** Whether the source's event before had the feature. */
  private static EdgeLabels labels(LinkStream stream) {
    byte[] values = new byte[EVENTS];
    Map<Integer, Float> before = new HashMap<>();
    for (int i = 0; i < EVENTS; i++) {
      int src = stream.edges().src()[i];
      values[i] = (byte) (before.getOrDefault(src, 0f) > 0 ? 1 : 0);
      before.put(src, stream.edges().features()[i]);
    }
    return new EdgeLabels(values, stream.edges().timesMicros());
  }
}
