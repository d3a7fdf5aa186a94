package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.tgn.engine.TgnEngine;
import io.eddy.model.tgn.eval.LinkStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a temporal graph network remembers of a stream's nodes as the stream goes by. One thread;
 * holds memory outside the heap until closed.
 */
final class MemoryReplay implements AutoCloseable {
  private static final int STEP = 4_096;

  private final LinkStream stream;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final TgnEngine engine;
  private final ProgressDisplay display;
  private int seen;

  /**
   * Before the first event.
   *
   * @throws CommandException if the network was trained on other features of edges
   */
  MemoryReplay(DataSet set, TgnBundle network) {
    if (!network.manifest().featureNames().equals(set.featureNames())) {
      throw new CommandException(
          "--memory: the network was trained on edge features %s, but '%s' has %s"
              .formatted(network.manifest().featureNames(), set.name(), set.featureNames()));
    }
    stream = LinkStreams.of(set);
    for (int i = 0; i < stream.names().size(); i++) {
      numbers.put(stream.names().get(i), i);
    }
    engine = new TgnEngine(network.manifest().settings(), network.parameters());
    display = ProgressDisplay.of("remembering " + set.name(), "events");
  }

  /** Lets the stream go on up to an event, exclusive. */
  void to(int end) {
    while (seen < end) {
      int next = Math.min(end, seen + STEP);
      engine.replay(stream.edges(), seen, next);
      seen = next;
      display.at(seen, stream.edges().size());
    }
  }

  /** A node's memory now; null if the stream does not have the node. */
  float @Nullable [] of(String node) {
    Integer number = numbers.get(node);
    return number == null ? null : engine.state().memories().memory(number);
  }

  @Override
  public void close() {
    display.close();
    engine.close();
  }
}
