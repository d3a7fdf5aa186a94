package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.eddy.model.eddy.EddyBlock;
import io.eddy.model.eddy.EddyParameters;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.TowerColumns;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.Standardisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Towers and decoder as one network, trained together: q = P_u·z_u + b, e_c = P_c·s_c + b', and the
 * ranker's network over [features ‖ mails ‖ q∘e_c ‖ q·e_c]. The vectors z and s come from a memory
 * with frozen parameters. One thread at a time.
 */
final class EddyNetwork implements RowModel<EddyParameters> {
  private final Standardisation features;
  private final QueryVectors queries;
  private final NDManager manager;
  private final VectorTable embeddings;
  private final VectorTable cards;
  private final TowerNetwork source;
  private final TowerNetwork card;
  private final RankerNetwork decoder;
  private final EddySettings settings;

  /**
   * A network.
   *
   * @param earlier parameters to go on from, or null for those of the seed
   * @param features how features and columns of mails are standardised
   * @param queries which vectors a training query looks at
   */
  EddyNetwork(
      @Nullable EddyParameters earlier,
      Standardisation features,
      QueryVectors queries,
      EventVectors vectors,
      EddySettings settings,
      long seed,
      NDManager manager) {
    this.features = features;
    this.queries = queries;
    this.manager = manager;
    this.settings = settings;
    int towerSize = settings.towerSize();
    VectorMoments moments = VectorMoments.of(queries, vectors);
    this.embeddings =
        new VectorTable(
            queries.size(),
            moments.embeddings(),
            query -> vectors.embedding(queries.event(query)),
            manager);
    float[] unseen = new float[vectors.memorySize()];
    this.cards =
        new VectorTable(
            1 + vectors.events(),
            moments.memories(),
            row -> row == 0 ? unseen : vectors.memory(row - 1),
            manager);
    Random random = new Random(seed);
    this.source =
        TowerNetwork.of(
            earlier == null ? null : earlier.source(),
            moments.embeddings(),
            towerSize,
            random,
            manager);
    this.card =
        TowerNetwork.of(
            earlier == null ? null : earlier.card(),
            moments.memories(),
            towerSize,
            random,
            manager);
    this.decoder =
        earlier == null
            ? RankerNetwork.seeded(features.size() + TowerColumns.columns(towerSize), seed, manager)
            : RankerNetwork.of(earlier.decoder().layers(), manager);
  }

  @Override
  public List<NDArray> arrays() {
    List<NDArray> arrays = new ArrayList<>(decoder.arrays());
    arrays.addAll(source.arrays());
    arrays.addAll(card.arrays());
    return arrays;
  }

  @Override
  public EddyParameters parameters() {
    Standardisation columns =
        features
            .followedByRaw(TowerColumns.columns(settings.towerSize()))
            .without(settings::leavesOut);
    return new EddyParameters(
        source.parameters(),
        card.parameters(),
        new RankerParameters(columns, decoder.parameters()));
  }

  @Override
  public NDArray logits(ParameterStore store, NDArray rows, int[] chosen) {
    NDManager scope = rows.getManager();
    long count = chosen.length;
    long candidates = queries.candidates();
    long towerSize = settings.towerSize();
    NDArray q =
        source
            .apply(store, embeddings.pick(Arrays.stream(chosen).asLongStream().toArray(), scope))
            .reshape(count, 1, towerSize);
    long[] cardRows =
        Arrays.stream(chosen)
            .flatMap(query -> Arrays.stream(queries.cards(query)))
            .asLongStream()
            .toArray();
    NDArray e =
        card.apply(store, cards.pick(cardRows, scope)).reshape(count, candidates, towerSize);
    NDArray products = e.mul(q).reshape(count * candidates, towerSize);
    if (settings.without().contains(EddyBlock.TOWERS)) {
      products = products.mul(0);
    }
    NDArray sums = products.sum(new int[] {1}, true);
    return decoder.logits(store, NDArrays.concat(new NDList(rows, products, sums), 1), true);
  }
}
