package io.eddy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.bench.Pairs.Pair;
import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PairsTest {
  @Test
  void afterARoundEveryNodeHasBeenInAnEvent() {
    Pairs drawn = Pairs.drawn(50);
    assertThat(nodes(drawn, drawn.round())).hasSize(50);
    assertThat(nodes(drawn, 5_000)).as("no others come").hasSize(50);
  }

  @Test
  void aDataSetComesOverAndOver() {
    Pairs pairs =
        Pairs.of(
            new DataSet("two", List.of(), List.of(event("a", "b"), event("c", "b")), List.of()));
    assertThat(pairs.nodes()).isEqualTo(3);
    assertThat(pairs.round()).isEqualTo(2);
    assertThat(LongStream.range(0, 4).mapToObj(pairs.at()))
        .containsExactly(
            new Pair("a", "b"), new Pair("c", "b"), new Pair("a", "b"), new Pair("c", "b"));
  }

  private static Set<String> nodes(Pairs pairs, long events) {
    Set<String> nodes = new HashSet<>();
    for (long number = 0; number < events; number++) {
      Pair pair = pairs.at().apply(number);
      nodes.add(pair.src());
      nodes.add(pair.dst());
    }
    return nodes;
  }

  private static DataEvent event(String src, String dst) {
    return new DataEvent(src + dst, src, dst, 0, new float[0], "");
  }
}
