package io.eddy.jobs.candidates;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.models.BundleLoader;
import io.eddy.memory.ranker.CandidateState;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.eddy.CardVectors;
import io.eddy.model.eddy.EddyShard;
import io.eddy.model.eddy.Towers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one models that a shard ranks by: that of the newest events and the one before, while events
 * of it still come from other nodes. The towers of the cards, e_c, are made from the memories when
 * a model is loaded and kept up to date from then on. Not thread-safe.
 */
final class EddyModels {
  private static final int KEPT = 2;

  /**
   * A model at this shard.
   *
   * @param towers of the model
   * @param vectors e_c by the candidate's index
   * @param shard that ranks by them
   */
  record Served(Towers towers, CardVectors vectors, EddyShard shard) {}

  private final BundleLoader<EddyBundle> loader;
  private final CandidateState candidates;
  private final CardMemories memories;
  private final int topN;
  private final Map<Release, Served> loaded =
      new LinkedHashMap<>(KEPT, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Release, Served> eldest) {
          return size() > KEPT;
        }
      };

  EddyModels(
      BundleLoader<EddyBundle> loader, CandidateState candidates, CardMemories memories, int topN) {
    this.loader = loader;
    this.candidates = candidates;
    this.memories = memories;
    this.topN = topN;
  }

  /**
   * The model of a release.
   *
   * @throws io.eddy.model.bundle.BundleException if it is not where it was released
   */
  Served of(Release release) throws Exception {
    Served served = loaded.get(release);
    if (served == null) {
      served = load(release);
      loaded.put(release, served);
    }
    return served;
  }

  /** A destination that was a candidate before has another memory. */
  void put(String dst, float[] memory) {
    int candidate = candidates.indexOf(dst);
    for (Served served : loaded.values()) {
      served.vectors().put(candidate, served.towers().card(memory));
    }
  }

  private Served load(Release release) throws Exception {
    EddyBundle bundle = loader.load(release);
    Towers towers = new Towers(bundle.parameters());
    CardVectors vectors = new CardVectors(towers);
    memories.forEach((dst, memory) -> vectors.put(candidates.indexOf(dst), towers.card(memory)));
    return new Served(
        towers, vectors, new EddyShard(candidates, vectors, bundle.parameters(), topN));
  }
}
