package io.eddy.jobs.featurestore;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A place where others read embeddings.
 *
 * <p>A snapshot becomes visible as a whole or not at all: a process killed at any moment of {@link
 * #publish} leaves the store as it was, or with the whole snapshot. A value is never replaced by an
 * older one, whoever wrote it. Publishing a snapshot again changes nothing.
 *
 * <p>Used by one thread at a time. Nothing is retried here; whoever calls decides by the kind of
 * exception.
 */
public interface FeatureStore extends AutoCloseable {

  /** Which kind of store this is. */
  StoreKind kind();

  /**
   * The newest snapshot that was published in full; empty where there is none or the store cannot
   * tell.
   *
   * @throws StoreUnavailableException if the store does not answer; later it may
   * @throws FeatureStoreException if it refuses, which waiting does not change
   */
  Optional<SnapshotInfo> newest();

  /**
   * Makes a snapshot visible. One that is not newer than the newest is passed over.
   *
   * @return how many nodes it wrote; the others had a value as new
   * @throws StoreUnavailableException if the store does not answer; nothing became visible, or all
   * @throws FeatureStoreException if the snapshot cannot go into this store
   */
  int publish(EmbeddingSnapshot snapshot);

  /**
   * What the store holds of some nodes; those it does not know are left out.
   *
   * @throws StoreUnavailableException if the store does not answer
   * @throws FeatureStoreException if it refuses, or cannot be read from
   */
  Map<String, Embedding> read(Collection<String> nodes);

  @Override
  void close();

  /**
   * Refuses a snapshot whose vectors have another length than those the store holds: a reader would
   * get a mixture.
   *
   * @param where the store and what in it, for the message
   * @param held the store's newest snapshot
   * @param model what computed the snapshot that is offered
   * @param dimension its components
   * @throws FeatureStoreException if they differ
   */
  default void requireSameDimension(String where, SnapshotInfo held, String model, int dimension) {
    if (held.dimension() != dimension) {
      throw new FeatureStoreException(
          "%s holds embeddings of %d components (%s), but model %s gives %d: give the new ones another place with %s, or serve the former model"
              .formatted(where, held.dimension(), held, model, dimension, kind().placeKey()),
          null);
    }
  }
}
