package io.eddy.cli.data;

import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The citation graphs of Planetoid (Yang et al., ICML 2016) with their public split: {@code
 * edges.txt} of lines {@code u v}, and {@code nodes.txt} of lines {@code id label split words},
 * split {@code train}, {@code val}, {@code test} or {@code none}, words the places of the ones
 * among the features, separated by commas. A node's features are divided by their number.
 */
public final class Planetoid {
  /** The graphs known by name. */
  public static final List<String> NAMES = List.of("cora", "citeseer");

  private static final String HOME = "github.com/kimiyoung/planetoid";

  private Planetoid() {}

  /** Whether a name is one of these graphs'. */
  public static boolean has(String name) {
    return NAMES.contains(name);
  }

  /**
   * Reads a graph from the data folders.
   *
   * @throws DataException if its files are in none, or cannot be read
   */
  public static GraphData open(String name) {
    return open(name, folders());
  }

  /** Whether a graph's files are in a data folder. */
  public static boolean atHand(String name) {
    return folders().find("planetoid/%s/nodes.txt".formatted(name)).isPresent();
  }

  private static DataFolders folders() {
    return DataFolders.of(
        System.getenv(), Path.of(""), Path.of(System.getProperty("user.home", ".")));
  }

  static GraphData open(String name, DataFolders folders) {
    Path nodes = file(name, "nodes.txt", folders);
    Path edges = file(name, "edges.txt", folders);
    try {
      return read(name, nodes, edges);
    } catch (IOException e) {
      throw new DataException("cannot read '%s': %s".formatted(nodes.getParent(), e), e);
    }
  }

  private static Path file(String name, String file, DataFolders folders) {
    String path = "planetoid/%s/%s".formatted(name, file);
    return folders
        .find(path)
        .orElseThrow(
            () ->
                new DataException(
                    "no data folder has '%s'; convert it from %s and name the folder in EDDY_DATA"
                        .formatted(path, HOME)));
  }

  private static GraphData read(String name, Path nodeFile, Path edgeFile) throws IOException {
    List<int[]> words = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    List<String> splits = new ArrayList<>();
    int columns = 0;
    try (Lines lines = Lines.open(nodeFile, ' ')) {
      while (lines.next()) {
        lines.demand(3, "id label split words");
        if (lines.integer(0) != words.size()) {
          throw lines.error("expected node %d".formatted(words.size()));
        }
        classes.add((int) lines.integer(1));
        splits.add(lines.text(2));
        int[] ones = ones(lines);
        words.add(ones);
        columns = Math.max(columns, IntStream.of(ones).max().orElse(-1) + 1);
      }
    }
    EdgeList edges = new EdgeList();
    try (Lines lines = Lines.open(edgeFile, ' ')) {
      while (lines.next()) {
        lines.demand(2, "u v");
        edges.add((int) lines.integer(0), (int) lines.integer(1));
      }
    }
    float[] features = new float[words.size() * columns];
    for (int node = 0; node < words.size(); node++) {
      for (int word : words.get(node)) {
        features[node * columns + word] = 1f / words.get(node).length;
      }
    }
    return new GraphData(
        name,
        words.size(),
        edges,
        new FeatureMatrix(features, columns),
        classes.stream().mapToInt(Integer::intValue).toArray(),
        classes.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1,
        of(splits, "train"),
        of(splits, "val"),
        of(splits, "test"));
  }

  /** Some papers have no words. */
  private static int[] ones(Lines lines) {
    if (lines.columns().size() < 4 || lines.columns().get(3).isBlank()) {
      return new int[0];
    }
    try {
      return Arrays.stream(lines.text(3).split(",")).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw lines.error("column 4 is no list of numbers: " + e.getMessage());
    }
  }

  private static int[] of(List<String> splits, String wanted) {
    return IntStream.range(0, splits.size()).filter(i -> splits.get(i).equals(wanted)).toArray();
  }
}
