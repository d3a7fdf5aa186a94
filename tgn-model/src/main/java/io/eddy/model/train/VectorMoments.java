package io.eddy.model.train;

import io.eddy.model.eddy.EventVectors;
import io.eddy.model.ranker.Standardisation;

/**
 * How the vectors that go into the towers are standardised: by the embeddings of the training
 * queries, and by the memories that their true destinations have.
 */
record VectorMoments(Standardisation embeddings, Standardisation memories) {
  static VectorMoments of(QueryVectors queries, EventVectors vectors) {
    Moments embeddings = new Moments(vectors.embeddingSize());
    Moments memories = new Moments(vectors.memorySize());
    for (int query = 0; query < queries.size(); query++) {
      int event = queries.event(query);
      embeddings.add(vectors.embedding(event), 1);
      memories.add(vectors.memory(event), 1);
    }
    return new VectorMoments(embeddings.standardisation(), memories.standardisation());
  }
}
