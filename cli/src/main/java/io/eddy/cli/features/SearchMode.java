package io.eddy.cli.features;

/** Choices of {@code --index}; named as they are typed. */
enum SearchMode {
  /** Exact for few nodes, the graph index for many. */
  auto,
  /** Compares all nodes. */
  exact,
  /** Asks a graph index, which is made if there is none. */
  hnsw
}
