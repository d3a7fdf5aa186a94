package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.model.ranker.DenseRanker;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.RankerParametersLayout;
import io.eddy.model.ranker.Standardisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on rows whose true candidate was drawn by a linear preference that is known. */
final class NetworkTrainingTest {
  private static final int FEATURES = 10;
  private static final int CANDIDATES = 16;
  private static final float[] PREFERENCE = {4, -3, 0, 2, 0, 0, -2, 0, 3, 0};

  @TempDir Path folder;

  @Test
  void aPlantedLinearPreferenceIsLearned() throws IOException {
    EpochLoop.Result<RankerParameters> result = train("a", settings(3, 1));
    assertThat(accuracy(result.best())).isGreaterThan(0.85);
    assertThat(result.epochs()).extracting(EpochResult::epoch).containsExactly(1, 2, 3);
    assertThat(result.epochs().get(2).loss()).isLessThan(result.epochs().get(0).loss());
  }

  @Test
  void theBestEpochOnValidationIsKept() throws IOException {
    double[] mrr = {0.5, 0.9, 0.7};
    RankerParameters[] seen = new RankerParameters[3];
    EpochLoop.Result<RankerParameters> result =
        train(
            "best",
            settings(3, 1),
            (epoch, parameters) -> {
              seen[epoch - 1] = parameters;
              return mrr[epoch - 1];
            });
    assertThat(result.best()).isSameAs(seen[1]);
  }

  @Test
  void aTrainingTakenUpAgainEndsWhereAnUninterruptedOneDoes() throws IOException {
    RankerParameters whole = train("whole", settings(3, 5)).best();
    assertThatThrownBy(
            () ->
                train(
                    "broken",
                    settings(3, 5),
                    (epoch, parameters) -> {
                      if (epoch == 2) {
                        throw new IllegalStateException("stopped");
                      }
                      return epoch;
                    }))
        .hasMessage("stopped");
    assertSame(train("broken", settings(3, 5)).best(), whole);
  }

  @Test
  void seedsDecideTheParameters() throws IOException {
    RankerParameters one = train("one", settings(1, 1)).best();
    assertSame(train("again", settings(1, 1)).best(), one);
    assertThat(train("other", settings(1, 2)).best().layers().get(0).weights())
        .isNotEqualTo(one.layers().get(0).weights());
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused() throws IOException {
    train("shared", settings(1, 1));
    assertThatThrownBy(() -> train("shared", settings(1, 2)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("another training")
        .hasMessageContaining("seed=2");
  }

  @Test
  void aDamagedCheckpointIsRefused() throws IOException {
    train("damaged", settings(1, 1));
    Path file = folder.resolve("damaged");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> train("damaged", settings(1, 1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("is damaged");
  }

  private static void assertSame(RankerParameters one, RankerParameters other) {
    for (int i = 0; i < one.layers().size(); i++) {
      assertThat(one.layers().get(i).weights())
          .containsExactly(other.layers().get(i).weights(), within(1e-6f));
      assertThat(one.layers().get(i).biases())
          .containsExactly(other.layers().get(i).biases(), within(1e-6f));
    }
  }

  private EpochLoop.Result<RankerParameters> train(String name, TrainingSettings settings)
      throws IOException {
    return train(name, settings, (epoch, parameters) -> epoch);
  }

  private EpochLoop.Result<RankerParameters> train(
      String name,
      TrainingSettings settings,
      ToDoubleBiFunction<Integer, RankerParameters> validation)
      throws IOException {
    try (TrainingRows rows = new TrainingRows(CANDIDATES, FEATURES, folder)) {
      Moments moments = new Moments(FEATURES);
      Random random = new Random(9);
      for (int query = 0; query < 3_000; query++) {
        float[] features = draw(random);
        moments.add(features, CANDIDATES);
        rows.add(features, CANDIDATES, new float[CANDIDATES]);
      }
      Standardisation standardisation = moments.standardisation();
      return new NetworkTraining<RankerParameters>(
              rows, standardisation, settings, TrainingProgress.NONE)
          .run(
              (earlier, manager) ->
                  RankerModel.of(earlier, standardisation, settings.seed(), manager),
              RankerParametersLayout.INSTANCE,
              settings.toString(),
              folder.resolve(name),
              validation);
    }
  }

  private static TrainingSettings settings(int epochs, long seed) {
    return new TrainingSettings(seed, epochs, 32, CANDIDATES, 5e-3, 20, 1e-2, 3_000, List.of());
  }

  /** How often the true candidate of fresh queries has the highest score. */
  private static double accuracy(RankerParameters parameters) {
    DenseRanker ranker = new DenseRanker(parameters);
    Random random = new Random(77);
    float[] scores = new float[CANDIDATES];
    int right = 0;
    for (int query = 0; query < 500; query++) {
      ranker.score(draw(random), CANDIDATES, scores);
      int best = 0;
      for (int i = 1; i < CANDIDATES; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      right += best == 0 ? 1 : 0;
    }
    return right / 500.0;
  }

  /** Rows on scales of their own, the preferred one moved to the front. */
  private static float[] draw(Random random) {
    float[] rows = new float[CANDIDATES * FEATURES];
    int best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < CANDIDATES; c++) {
      double score = 0;
      for (int i = 0; i < FEATURES; i++) {
        double value = random.nextGaussian();
        score += PREFERENCE[i] * value;
        rows[c * FEATURES + i] = (float) (value * (1 + i) + 10 * i);
      }
      if (score > bestScore) {
        bestScore = score;
        best = c;
      }
    }
    for (int i = 0; i < FEATURES; i++) {
      float swapped = rows[i];
      rows[i] = rows[best * FEATURES + i];
      rows[best * FEATURES + i] = swapped;
    }
    return rows;
  }
}
