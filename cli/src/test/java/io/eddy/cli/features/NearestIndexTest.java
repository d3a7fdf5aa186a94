package io.eddy.cli.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestIndexTest {
  private static final int NODES = 3_000;
  private static final int DIMENSION = 16;
  private static final int K = 10;
  private static final int QUESTIONS = 100;

  /** Without structure, which is the hardest case for a graph of neighbours. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nearlyAllOfTheNearestAreFound(long seed) throws Exception {
    assertThat(recall(gaussian(seed))).isGreaterThan(0.97);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void nearlyAllAreFoundInClustersToo(long seed) throws Exception {
    assertThat(recall(clustered(seed))).isGreaterThan(0.97);
  }

  /** As the exact search gives them, to the last bit. */
  @Test
  void whatIsFoundHasItsCosineAndItsPlace() throws Exception {
    EmbeddingSnapshot snapshot = gaussian(7);
    try (Directory directory = directory(snapshot);
        NearestIndex index = NearestIndex.open(directory)) {
      List<Neighbour> exact = exact(snapshot, 5, NODES);
      List<Neighbour> found = index.nearest("u5", K).orElseThrow();
      assertThat(found).hasSize(K).isSortedAccordingTo(Neighbour.ORDER);
      assertThat(exact).containsSubsequence(found);
    }
  }

  @Test
  void theSameSnapshotGivesTheSameAnswers() throws Exception {
    EmbeddingSnapshot snapshot = gaussian(8);
    try (Directory one = directory(snapshot);
        Directory two = directory(snapshot);
        NearestIndex first = NearestIndex.open(one);
        NearestIndex second = NearestIndex.open(two)) {
      for (int i = 0; i < QUESTIONS; i++) {
        assertThat(first.nearest("u" + i, K)).isEqualTo(second.nearest("u" + i, K));
      }
    }
  }

  @Test
  void equalCosinesAreOrderedByIdAndVectorsOfLengthZeroHaveCosineZero() throws Exception {
    EmbeddingSnapshot snapshot =
        new EmbeddingSnapshot(
            new SnapshotInfo(1, 1, "m", 2, 7),
            List.of("to", "z", "b", "a", "away", "none2", "none1"),
            new float[] {1, 0, 2, 0, 1, 0, 3, 0, -1, 0, 0, 0, 0, 0});
    try (Directory directory = directory(snapshot);
        NearestIndex index = NearestIndex.open(directory)) {
      for (int node : new int[] {0, 4, 5}) {
        for (int k : new int[] {1, 3, 5, 10}) {
          assertThat(index.nearest(snapshot.nodes().get(node), k).orElseThrow())
              .isEqualTo(exact(snapshot, node, k));
        }
      }
      assertThat(index.nearest("nobody", 3)).isEmpty();
      assertThat(index.snapshot()).isEqualTo(snapshot.info());
    }
  }

  @Test
  void anEmbeddingThatIsNoNumberIsNamed() {
    EmbeddingSnapshot snapshot =
        new EmbeddingSnapshot(
            new SnapshotInfo(1, 1, "m", 1, 2), List.of("a", "b"), new float[] {1, Float.NaN});
    assertThatThrownBy(() -> directory(snapshot))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("node 'b'");
  }

  /** Share of the exact answers that the index gives. */
  private static double recall(EmbeddingSnapshot snapshot) throws IOException {
    int found = 0;
    try (Directory directory = directory(snapshot);
        NearestIndex index = NearestIndex.open(directory)) {
      for (int i = 0; i < QUESTIONS; i++) {
        List<Neighbour> exact = new ArrayList<>(exact(snapshot, i, K));
        exact.retainAll(index.nearest("u" + i, K).orElseThrow());
        found += exact.size();
      }
    }
    return found / (double) (QUESTIONS * K);
  }

  private static List<Neighbour> exact(EmbeddingSnapshot snapshot, int node, int k) {
    List<Embedding> all =
        IntStream.range(0, snapshot.info().nodes()).mapToObj(snapshot::embedding).toList();
    return CosineSearch.nearest(all, all.get(node), k);
  }

  private static Directory directory(EmbeddingSnapshot snapshot) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    NearestIndex.write(snapshot, directory);
    return directory;
  }

  private static EmbeddingSnapshot gaussian(long seed) {
    Random random = new Random(seed);
    float[] vectors = new float[NODES * DIMENSION];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextGaussian();
    }
    return snapshot(vectors);
  }

  private static EmbeddingSnapshot clustered(long seed) {
    Random random = new Random(seed);
    float[] vectors = new float[NODES * DIMENSION];
    for (int i = 0; i < NODES; i++) {
      Random centre = new Random(seed * 1_000 + random.nextInt(20));
      for (int c = 0; c < DIMENSION; c++) {
        vectors[i * DIMENSION + c] = (float) (centre.nextGaussian() + 0.1 * random.nextGaussian());
      }
    }
    return snapshot(vectors);
  }

  private static EmbeddingSnapshot snapshot(float[] vectors) {
    return new EmbeddingSnapshot(
        new SnapshotInfo(1, 1, "m", DIMENSION, NODES),
        IntStream.range(0, NODES).mapToObj(i -> "u" + i).toList(),
        vectors);
  }
}
