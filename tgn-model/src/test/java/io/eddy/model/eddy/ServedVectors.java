package io.eddy.model.eddy;

import io.eddy.memory.node.MemoryShape;
import io.eddy.model.eval.Freshness;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.serve.Interaction;
import io.eddy.model.tgn.serve.PlainReplay;
import java.util.Arrays;

/** The vectors as a job computes them, in plain Java, one event after the other. */
public record ServedVectors(TgnSettings settings, NamedArrays parameters) implements VectorSource {
  @Override
  public EventVectors vectors(LinkStream stream, int end, int firstEmbedded, Freshness freshness) {
    if (freshness.batch() != 1) {
      throw new IllegalArgumentException("a job serves from the state before each event");
    }
    EventVectors vectors =
        new EventVectors(end, firstEmbedded, settings.embeddingSize(), settings.memory());
    MemoryShape shape =
        MemoryShape.single(
            settings.memory(),
            settings.edgeFeatures(),
            settings.embedding().graph() ? settings.neighbours() : 0);
    PlainReplay replay = new PlainReplay(settings, parameters, shape);
    EdgeColumns edges = stream.edges();
    int width = edges.featureCount();
    for (int i = 0; i < end; i++) {
      int event = i;
      Interaction interaction =
          new Interaction(
              stream.names().get(edges.src()[i]),
              stream.names().get(edges.dst()[i]),
              edges.timesMicros()[i],
              Arrays.copyOfRange(edges.features(), i * width, (i + 1) * width));
      replay.accept(
          interaction,
          source -> {
            if (event >= firstEmbedded) {
              vectors.putMails(event, Mails.before(interaction.timeMicros(), source.mailbox()));
            }
          },
          (memory, after, moved) -> vectors.putMemory(event, after, 0));
      if (event >= firstEmbedded) {
        vectors.putEmbedding(event, interaction.sourceEmbedding(), 0);
      }
    }
    return vectors;
  }
}
