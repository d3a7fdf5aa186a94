package io.eddy.jobs.examples.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.examples.cases.RandomGraph;
import io.eddy.jobs.examples.components.ComponentsJob.Edge;
import io.eddy.jobs.examples.components.ComponentsJob.Joined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/loop.md: that the page shows this code, and that the code is right. */
class ComponentsJobITCase {
  // Surefire runs in the module's folder.
  private static final Path PAGE = Path.of("../docs/loop.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/eddy/jobs/examples/components/ComponentsJob.java");
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern HEADER = Pattern.compile("^.*?\n(?=/\\*\\*)", Pattern.DOTALL);

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void thePageShowsTheSourceWithoutItsImports() throws IOException {
    Matcher block = JAVA_BLOCK.matcher(Files.readString(PAGE));
    assertThat(block.find()).as("a Java block in %s", PAGE).isTrue();

    assertThat(block.group(1)).isEqualTo(HEADER.matcher(Files.readString(SOURCE)).replaceFirst(""));
  }

  @Test
  void componentsAreThoseOfUnionFind() throws Exception {
    RandomGraph graph = RandomGraph.gnp(80, 0.02, new Random(5));
    List<Edge> edges = new ArrayList<>();
    for (int u = 0; u < graph.nodes(); u++) {
      for (String v : graph.neighbourNames(u)) {
        edges.add(new Edge(RandomGraph.name(u), v));
      }
    }
    Collections.shuffle(edges, new Random(6));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2).setBufferTimeout(1);

    Map<String, String> found = new TreeMap<>();
    try (CloseableIterator<Joined> results =
        ComponentsJob.components(environment.fromData(edges, TypeInformation.of(Edge.class)))
            .executeAndCollect()) {
      results.forEachRemaining(
          joined -> found.merge(joined.node(), joined.component(), this::least));
    }

    assertThat(found).isEqualTo(expected(graph));
  }

  private String least(String a, String b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** The smallest name in each node's component, for nodes that are not the smallest themselves. */
  private static Map<String, String> expected(RandomGraph graph) {
    int[] parent = new int[graph.nodes()];
    for (int v = 0; v < parent.length; v++) {
      parent[v] = v;
    }
    for (int u = 0; u < parent.length; u++) {
      for (int v : graph.neighbours().get(u)) {
        parent[root(parent, u)] = root(parent, v);
      }
    }
    Map<Integer, String> smallest = new TreeMap<>();
    for (int v = 0; v < parent.length; v++) {
      smallest.merge(root(parent, v), RandomGraph.name(v), (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    Map<String, String> expected = new TreeMap<>();
    for (int v = 0; v < parent.length; v++) {
      String component = smallest.get(root(parent, v));
      if (!component.equals(RandomGraph.name(v))) {
        expected.put(RandomGraph.name(v), component);
      }
    }
    return expected;
  }

  private static int root(int[] parent, int node) {
    int root = node;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }
}
