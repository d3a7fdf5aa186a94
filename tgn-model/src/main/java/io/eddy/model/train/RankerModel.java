package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.Standardisation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ranker's network alone: rows are all it looks at. */
record RankerModel(RankerNetwork network, Standardisation standardisation)
    implements RowModel<RankerParameters> {

  /** A network with given parameters, or a seeded one where there are none. */
  static RankerModel of(
      @Nullable RankerParameters earlier,
      Standardisation standardisation,
      long seed,
      NDManager manager) {
    return new RankerModel(
        earlier == null
            ? RankerNetwork.seeded(standardisation.size(), seed, manager)
            : RankerNetwork.of(earlier.layers(), manager),
        standardisation);
  }

  @Override
  public List<NDArray> arrays() {
    return network.arrays();
  }

  @Override
  public RankerParameters parameters() {
    return new RankerParameters(standardisation, network.parameters());
  }

  @Override
  public NDArray logits(ParameterStore store, NDArray rows, int[] queries) {
    return network.logits(store, rows, true);
  }
}
