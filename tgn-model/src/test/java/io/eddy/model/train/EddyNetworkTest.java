package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.model.eddy.EddyParameters;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.MailColumns;
import io.eddy.model.eddy.TowerColumns;
import io.eddy.model.eddy.Towers;
import io.eddy.model.ranker.DenseRanker;
import io.eddy.model.ranker.RandomParameters;
import io.eddy.model.ranker.Standardisation;
import io.eddy.model.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EddyNetworkTest {
  private static final int EVENTS = 40;
  private static final int CANDIDATES = 6;
  private static final EddySettings SETTINGS = EddySettings.of(5, List.of());
  private static final int FEATURES = RankerFeatures.size() + MailColumns.COUNT;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsTrainedIsWhatServingComputes(long seed) {
    Random random = new Random(seed);
    EventVectors vectors = vectors(random);
    QueryVectors queries = queries(random, vectors);
    Standardisation features = RandomParameters.of(seed, FEATURES, 1).standardisation();
    int[] chosen = {3, 0, 17};
    float[] raw = RandomParameters.normal(random, chosen.length * CANDIDATES * FEATURES, 1);
    try (NDManager manager = Tensors.newManager()) {
      EddyNetwork network =
          new EddyNetwork(null, features, queries, vectors, SETTINGS, seed, manager);
      NDArray rows =
          manager
              .create(raw, new Shape((long) chosen.length * CANDIDATES, FEATURES))
              .sub(manager.create(features.means()))
              .div(manager.create(features.deviations()));
      float[] trained =
          network.logits(new ParameterStore(manager, false), rows, chosen).toFloatArray();
      assertThat(served(network.parameters(), vectors, queries, chosen, raw))
          .containsExactly(trained, within(1e-4f));
      EddyNetwork again =
          new EddyNetwork(
              network.parameters(), features, queries, vectors, SETTINGS, seed + 1, manager);
      assertThat(again.logits(new ParameterStore(manager, false), rows, chosen).toFloatArray())
          .isEqualTo(trained);
    }
  }

  /** The scores by the classes that serve. */
  private static float[] served(
      EddyParameters parameters,
      EventVectors vectors,
      QueryVectors queries,
      int[] chosen,
      float[] raw) {
    Towers towers = new Towers(parameters);
    int width = parameters.decoder().inputs();
    float[] wide = new float[chosen.length * CANDIDATES * width];
    for (int i = 0; i < chosen.length; i++) {
      float[] q = towers.query(vectors.embedding(queries.event(chosen[i])));
      for (int c = 0; c < CANDIDATES; c++) {
        int row = i * CANDIDATES + c;
        int last = queries.cards(chosen[i])[c];
        float[] e = last == 0 ? towers.unseenCard() : towers.card(vectors.memory(last - 1));
        System.arraycopy(raw, row * FEATURES, wide, row * width, FEATURES);
        TowerColumns.write(q, e, 0, wide, row * width + FEATURES);
      }
    }
    float[] scores = new float[chosen.length * CANDIDATES];
    new DenseRanker(parameters.decoder()).score(wide, scores.length, scores);
    return scores;
  }

  private static EventVectors vectors(Random random) {
    EventVectors vectors = new EventVectors(EVENTS, 0, 9, 7);
    for (int i = 0; i < EVENTS; i++) {
      vectors.putEmbedding(i, RandomParameters.normal(random, 9, 2));
      vectors.putMemory(i, RandomParameters.normal(random, 7, 2));
    }
    return vectors;
  }

  /** A query before every event from the tenth on. */
  private static QueryVectors queries(Random random, EventVectors vectors) {
    QueryVectors queries = new QueryVectors(CANDIDATES, vectors);
    for (int event = 0; event < EVENTS; event++) {
      int[] candidates = random.ints(0, 30).distinct().limit(CANDIDATES).toArray();
      if (event >= 10) {
        queries.add(event, Arrays.copyOf(candidates, CANDIDATES), CANDIDATES);
      }
      queries.applied(event, candidates[0]);
    }
    return queries;
  }
}
