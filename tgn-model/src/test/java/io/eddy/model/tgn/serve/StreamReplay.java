package io.eddy.model.tgn.serve;

import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.engine.EdgeColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream through the visits, completing them after so many events. Where a network sees its
 * neighbours' present memories, whoever keeps mails of a node hears of every change.
 */
final class StreamReplay {
  final List<Interaction> events = new ArrayList<>();
  final Map<Integer, NeuralMemory> memories = new TreeMap<>();
  private final Map<String, NeuralMemory> byName = new HashMap<>();

  /** Who keeps mails of a node, once for each mail. */
  private final Map<String, List<String>> keepers = new HashMap<>();

  StreamReplay(
      TgnSettings settings, NamedArrays parameters, EdgeColumns stream, int batch, MemoryShape of) {
    TgnVisits visits = new TgnVisits(settings, parameters);
    TgnVisits.Changed unused = (memory, after, moved) -> {};
    boolean present =
        settings.embedding().graph() && settings.neighbourMemory() == NeighbourMemory.CURRENT;
    for (int i = 0; i < stream.size(); i++) {
      String src = "n" + stream.src()[i];
      String dst = "n" + stream.dst()[i];
      NeuralMemory source = memories.computeIfAbsent(stream.src()[i], node -> new NeuralMemory(of));
      NeuralMemory destination =
          memories.computeIfAbsent(stream.dst()[i], node -> new NeuralMemory(of));
      byName.put(src, source);
      byName.put(dst, destination);
      int width = stream.featureCount();
      Interaction event =
          new Interaction(
              src,
              dst,
              stream.timesMicros()[i],
              Arrays.copyOfRange(stream.features(), i * width, (i + 1) * width));
      visits.offer(source, event);
      keep(dst, src, visits.nextDisplaced(destination));
      float[] destinationAfter = visits.settle(destination, event, unused);
      keep(src, dst, visits.nextDisplaced(source));
      float[] sourceAfter = visits.close(source, event, unused);
      if (present) {
        tell(visits, dst, destinationAfter);
        tell(visits, src, sourceAfter);
      }
      events.add(event);
      if ((i + 1) % batch == 0) {
        visits.complete();
      }
    }
    visits.complete();
  }

  private void keep(String node, String neighbour, @Nullable String displaced) {
    if (displaced != null) {
      keepers.get(displaced).remove(node);
    }
    keepers.computeIfAbsent(neighbour, any -> new ArrayList<>()).add(node);
  }

  private void tell(TgnVisits visits, String node, float[] memory) {
    for (String keeper : new LinkedHashSet<>(keepers.get(node))) {
      visits.refresh(byName.get(keeper), node, memory);
    }
  }

  static MemoryShape shape(TgnSettings settings) {
    return MemoryShape.single(settings.memory(), settings.edgeFeatures(), settings.mails());
  }

  float[] logits() {
    float[] logits = new float[events.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = events.get(i).logit();
    }
    return logits;
  }
}
