package io.eddy.model.tgn.serve;

import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a stream through the visits, completing them after so many events. */
final class StreamReplay {
  final List<Interaction> events = new ArrayList<>();
  final Map<Integer, NeuralMemory> memories = new TreeMap<>();

  StreamReplay(
      TgnSettings settings, NamedArrays parameters, EdgeColumns stream, int batch, MemoryShape of) {
    TgnVisits visits = new TgnVisits(settings, parameters, true);
    TgnVisits.Changed unused = (memory, moved) -> {};
    for (int i = 0; i < stream.size(); i++) {
      NeuralMemory source = memories.computeIfAbsent(stream.src()[i], node -> new NeuralMemory(of));
      NeuralMemory destination =
          memories.computeIfAbsent(stream.dst()[i], node -> new NeuralMemory(of));
      int width = stream.featureCount();
      Interaction event =
          new Interaction(
              "n" + stream.src()[i],
              "n" + stream.dst()[i],
              stream.timesMicros()[i],
              Arrays.copyOfRange(stream.features(), i * width, (i + 1) * width));
      visits.offer(source, event);
      visits.settle(destination, event, unused);
      visits.close(source, event, unused);
      events.add(event);
      if ((i + 1) % batch == 0) {
        visits.complete();
      }
    }
    visits.complete();
  }

  static MemoryShape shape(TgnSettings settings) {
    return MemoryShape.single(
        settings.memory(),
        settings.edgeFeatures(),
        settings.embedding().graph() ? settings.neighbours() : 0);
  }

  float[] logits() {
    float[] logits = new float[events.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = events.get(i).logit();
    }
    return logits;
  }
}
