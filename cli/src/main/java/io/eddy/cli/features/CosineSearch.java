package io.eddy.cli.features;

import io.eddy.jobs.featurestore.Embedding;
import java.util.Collection;
import java.util.List;

/**
 * The embeddings with the largest cosine to a given one, by comparing all of them, in parallel:
 * exact, in time proportional to their number. A vector of length 0 has cosine 0 to any other.
 */
final class CosineSearch {
  private CosineSearch() {}

  /** The nearest to one of them, itself left out; nearest first, equal ones by id. */
  static List<Neighbour> nearest(Collection<Embedding> all, Embedding to, int k) {
    return all.parallelStream()
        .filter(
            other -> !other.node().equals(to.node()) && other.vector().length == to.vector().length)
        .map(other -> new Neighbour(other.node(), cosine(to.vector(), other.vector())))
        .sorted(Neighbour.ORDER)
        .limit(k)
        .toList();
  }

  /** The cosine of two vectors; one of length 0, or without components, has 0 to any other. */
  static double cosine(float[] a, float[] b) {
    double product = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      product += (double) a[i] * b[i];
    }
    double lengths = length(a) * length(b);
    return lengths == 0 ? 0 : product / lengths;
  }

  /** Euclidean. */
  static double length(float[] vector) {
    double sum = 0;
    for (float component : vector) {
      sum += (double) component * component;
    }
    return Math.sqrt(sum);
  }
}
