package io.eddy.jobs.examples.star;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.examples.cases.ExampleCase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A star; its nodes must each get one id, all of them different. */
public final class StarCase {
  private StarCase() {}

  public static ExampleCase<StarState, Star, StarMessage, UniqueId> of(
      int leaves, double maxDelay) {
    List<String> names = IntStream.range(0, leaves).mapToObj(i -> "leaf" + i).toList();
    return new ExampleCase<>(
        new StarIds(maxDelay),
        1000,
        List.of(new Star("middle", names)),
        Star::center,
        new ExampleCase.Serializers<>(
            StarStateSerializer.INSTANCE,
            StarSerializer.INSTANCE,
            StarMessageSerializer.INSTANCE,
            UniqueIdSerializer.INSTANCE),
        results -> check(results, names));
  }

  private static void check(List<UniqueId> results, List<String> leaves) {
    Set<String> nodes = new HashSet<>(leaves);
    nodes.add("middle");
    assertThat(results.stream().map(UniqueId::node)).containsExactlyInAnyOrderElementsOf(nodes);
    assertThat(results.stream().map(UniqueId::id)).doesNotHaveDuplicates();
  }
}
