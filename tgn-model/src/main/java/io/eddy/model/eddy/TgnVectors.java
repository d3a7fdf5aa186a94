package io.eddy.model.eddy;

import io.eddy.memory.node.Precision;
import io.eddy.model.eval.Freshness;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.Mailboxes;
import io.eddy.model.tgn.engine.TgnEngine;
import io.eddy.model.tgn.engine.WaveVisitor;
import io.eddy.model.tgn.eval.LinkStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The vectors of a temporal graph network with frozen parameters, on DJL. Fresh embeddings are made
 * for many events at once where an embedding reads its own node only, else event by event; those of
 * a frozen batch all at once before the batch.
 *
 * @param settings of the network, of one layer at most
 * @param parameters of the network
 * @param precision that memories and mails are kept in
 */
public record TgnVectors(TgnSettings settings, NamedArrays parameters, Precision precision)
    implements VectorSource {
  /**
   * Checks that a job can give the same vectors.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public TgnVectors {
    if (settings.depth() > 1) {
      throw new IllegalArgumentException(
          "the network has %d layers and needs the neighbours' neighbours, which are not at a node; train it with --layers 1"
              .formatted(settings.depth()));
    }
  }

  @Override
  public EventVectors vectors(LinkStream stream, int end, int firstEmbedded, Freshness freshness) {
    EventVectors vectors =
        new EventVectors(end, firstEmbedded, settings.embeddingSize(), settings.memory());
    try (TgnEngine engine = new TgnEngine(settings, parameters, precision)) {
      Filler filler = new Filler(engine, stream, vectors, freshness.batch() == 1);
      if (freshness.batch() == 1) {
        engine.replay(stream.edges(), 0, end, filler);
      } else {
        engine.replay(stream.edges(), 0, firstEmbedded, filler);
        for (int start = firstEmbedded; start < end; ) {
          int next = Math.min(end, stream.batchEnd(start, freshness.batch()));
          filler.embed(IntStream.range(start, next).toArray());
          engine.replay(stream.edges(), start, next, filler);
          start = next;
        }
      }
    }
    return vectors;
  }

  private static final class Filler implements WaveVisitor {
    private final TgnEngine engine;
    private final EdgeColumns events;
    private final List<String> names;
    private final EventVectors vectors;
    private final boolean embeds;

    Filler(TgnEngine engine, LinkStream stream, EventVectors vectors, boolean embeds) {
      this.engine = engine;
      this.events = stream.edges();
      this.names = stream.names();
      this.vectors = vectors;
      this.embeds = embeds;
    }

    @Override
    public void before(int[] indexes) {
      if (embeds) {
        embed(Arrays.stream(indexes).filter(i -> i >= vectors.firstEmbedded()).toArray());
      }
    }

    @Override
    public void after(int[] indexes) {
      for (int index : indexes) {
        vectors.putMemory(index, engine.state().memories().memory(events.dst()[index]), 0);
      }
    }

    void embed(int[] indexes) {
      if (indexes.length == 0) {
        return;
      }
      float[] embeddings = engine.sourceEmbeddings(events, indexes);
      for (int i = 0; i < indexes.length; i++) {
        vectors.putEmbedding(indexes[i], embeddings, i * vectors.embeddingSize());
        vectors.putMails(indexes[i], mails(events.src()[indexes[i]], indexes[i]));
      }
    }

    /** Those from before the event's time, as an embedding sees them; none where it reads none. */
    private Mails mails(int node, int event) {
      if (!engine.state().settings().embedding().graph()) {
        return Mails.NONE;
      }
      Mailboxes boxes = engine.state().mailboxes();
      long time = events.timesMicros()[event];
      int[] places =
          IntStream.range(0, boxes.size(node))
              .map(age -> boxes.place(node, age))
              .filter(place -> boxes.timeMicros(place) < time)
              .toArray();
      String[] neighbours = new String[places.length];
      float[] elapsed = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        neighbours[i] = names.get(boxes.neighbour(places[i]));
        elapsed[i] = Mails.seconds(time - boxes.timeMicros(places[i]));
      }
      return new Mails(neighbours, elapsed);
    }
  }
}
