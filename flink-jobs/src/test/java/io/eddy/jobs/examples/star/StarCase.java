package io.eddy.jobs.examples.star;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.memory.flink.VersionedTypeInfo;
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
        400,
        List.of(new Star("middle", names)),
        Star::center,
        new ExampleCase.Types<>(
            new VersionedTypeInfo<>(StarStateSerializer.INSTANCE),
            new VersionedTypeInfo<>(StarSerializer.INSTANCE),
            new VersionedTypeInfo<>(StarMessageSerializer.INSTANCE),
            new VersionedTypeInfo<>(UniqueIdSerializer.INSTANCE)),
        results -> check(results, names));
  }

  private static void check(List<UniqueId> results, List<String> leaves) {
    Set<String> nodes = new HashSet<>(leaves);
    nodes.add("middle");
    assertThat(results.stream().map(UniqueId::node)).containsExactlyInAnyOrderElementsOf(nodes);
    assertThat(results.stream().map(UniqueId::id)).doesNotHaveDuplicates();
  }
}
