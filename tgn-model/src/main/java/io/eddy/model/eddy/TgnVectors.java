package io.eddy.model.eddy;

import io.eddy.memory.node.IdleNodes;
import io.eddy.memory.node.Precision;
import io.eddy.model.eval.Freshness;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.serve.Interaction;
import io.eddy.model.tgn.serve.TgnVisits;
import io.eddy.model.tgn.serve.VisitReplay;
import java.util.Arrays;

/**
 * The vectors of a temporal graph network with frozen parameters, with the arithmetic of a job and
 * so the same to the bit: one event after the other, or the embeddings of a frozen batch from the
 * state before it.
 *
 * @param settings of the network, of one layer at most
 * @param parameters of the network
 * @param precision that memories and mails are kept in
 * @param idle nodes that start anew
 */
public record TgnVectors(
    TgnSettings settings, NamedArrays parameters, Precision precision, IdleNodes idle)
    implements VectorSource {
  /** Events that are computed together where none waits for another's waves. */
  private static final int TOGETHER = 256;

  /**
   * The vectors of nodes that are kept.
   *
   * @throws IllegalArgumentException if a job cannot give them
   */
  public TgnVectors(TgnSettings settings, NamedArrays parameters, Precision precision) {
    this(settings, parameters, precision, IdleNodes.KEPT);
  }

  /**
   * Checks that a job can give the same vectors.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public TgnVectors {
    TgnVisits.requireServable(settings);
  }

  @Override
  public EventVectors vectors(LinkStream stream, int end, int firstEmbedded, Freshness freshness) {
    EventVectors vectors =
        new EventVectors(end, firstEmbedded, settings.embeddingSize(), settings.memory());
    VisitReplay replay = new VisitReplay(settings, parameters, precision, idle);
    boolean perEvent = freshness.batch() == 1;
    accept(replay, stream, 0, perEvent ? end : firstEmbedded, vectors, perEvent);
    for (int start = firstEmbedded; start < end && !perEvent; ) {
      int next = Math.min(end, stream.batchEnd(start, freshness.batch()));
      embed(replay, stream, start, next, vectors);
      accept(replay, stream, start, next, vectors, false);
      start = next;
    }
    return vectors;
  }

  private static void accept(
      VisitReplay replay,
      LinkStream stream,
      int from,
      int to,
      EventVectors vectors,
      boolean embeds) {
    for (int i = from; i < to; i++) {
      int event = i;
      boolean embedded = embeds && event >= vectors.firstEmbedded();
      Interaction interaction = interaction(stream, event);
      replay.accept(
          interaction,
          source -> {
            if (embedded) {
              vectors.putMails(event, Mails.before(interaction.timeMicros(), source.mailbox()));
            }
          },
          (memory, after, moved) -> {
            if (embedded) {
              vectors.putEmbedding(event, interaction.sourceEmbedding());
            }
            vectors.putMemory(event, after);
            vectors.putProbability(event, interaction.probability());
          });
      if ((event + 1) % TOGETHER == 0) {
        replay.complete();
      }
    }
    replay.complete();
  }

  /** All of a batch before any of it is taken in. */
  private static void embed(
      VisitReplay replay, LinkStream stream, int from, int to, EventVectors vectors) {
    Interaction[] batch = new Interaction[to - from];
    for (int i = from; i < to; i++) {
      int event = i;
      Interaction interaction = interaction(stream, event);
      batch[event - from] = interaction;
      replay.embed(
          interaction,
          source ->
              vectors.putMails(event, Mails.before(interaction.timeMicros(), source.mailbox())));
    }
    replay.complete();
    for (int i = from; i < to; i++) {
      vectors.putEmbedding(i, batch[i - from].sourceEmbedding());
    }
  }

  private static Interaction interaction(LinkStream stream, int event) {
    EdgeColumns edges = stream.edges();
    int width = edges.featureCount();
    return new Interaction(
        stream.names().get(edges.src()[event]),
        stream.names().get(edges.dst()[event]),
        edges.timesMicros()[event],
        Arrays.copyOfRange(edges.features(), event * width, (event + 1) * width));
  }
}
