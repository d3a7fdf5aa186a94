package io.eddy.model.tgn.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.tgn.Queries;
import io.eddy.model.tgn.TgnSettings;
import java.util.Arrays;

/**
 * The queries of a step with what each sees, laid out for {@link Queries}. Mails are read at the
 * moment a query is added, so queries and mails can alternate; memories are read later. Reused from
 * step to step; not thread-safe.
 */
final class QueryRows {
  private static final float ABSENT = -1e9f;

  private final TgnState state;
  private final MemoryRows memories;
  private final int seen;
  private final int layers;
  private final int featureCount;
  private final long originMicros;
  private int capacity;
  private int queries;
  private int[] around = new int[0];
  private int[] self = new int[0];
  private int[] neighbours = new int[0];
  private float[] sinceUpdate = new float[0];
  private float[] elapsed = new float[0];
  private float[] features = new float[0];
  private float[] absent = new float[0];
  private float[] any = new float[0];

  QueryRows(TgnState state, MemoryRows memories) {
    TgnSettings settings = state.settings();
    this.state = state;
    this.memories = memories;
    this.seen = settings.mails();
    this.layers = settings.depth();
    this.featureCount = settings.edgeFeatures();
    this.originMicros = settings.originMicros();
  }

  /** Forgets the step before and makes room for so many queries. */
  void clear(int expected) {
    queries = expected;
    int rows = layers > 1 ? expected * (1 + seen) : expected;
    if (rows > capacity) {
      capacity = rows;
      around = new int[rows * seen];
      self = new int[rows];
      neighbours = new int[rows * seen];
      sinceUpdate = new float[rows];
      elapsed = new float[rows * seen];
      features = new float[rows * seen * featureCount];
      absent = new float[rows * seen];
      any = new float[rows];
    }
  }

  /** Sets the query of a row, 0 to one less than {@link #clear} was told. */
  void set(int row, int node, long timeMicros) {
    fill(row, node, timeMicros);
    if (layers > 1) {
      for (int place = row * seen; place < (row + 1) * seen; place++) {
        fill(queries + place, around[place], timeMicros);
      }
    }
  }

  /** The tensors; only after {@link MemoryRows#seal}. */
  Queries tensors(NDManager manager) {
    int rows = layers > 1 ? queries * (1 + seen) : queries;
    long[] own = new long[rows];
    for (int i = 0; i < rows; i++) {
      own[i] = memories.row(self[i]);
    }
    if (seen == 0) {
      return new Queries(
          queries,
          manager.create(own),
          manager.create(Arrays.copyOf(sinceUpdate, rows)),
          null,
          null,
          null,
          null,
          null);
    }
    long[] others = new long[rows * seen];
    for (int i = 0; i < others.length; i++) {
      others[i] = memories.row(neighbours[i]);
    }
    Shape places = new Shape(rows, seen);
    return new Queries(
        queries,
        manager.create(own),
        manager.create(Arrays.copyOf(sinceUpdate, rows)),
        manager.create(others),
        manager.create(Arrays.copyOf(elapsed, rows * seen), places),
        featureCount == 0
            ? null
            : manager.create(
                Arrays.copyOf(features, rows * seen * featureCount),
                new Shape(rows, seen, featureCount)),
        manager.create(Arrays.copyOf(absent, rows * seen), places),
        manager.create(Arrays.copyOf(any, rows), new Shape(rows, 1)));
  }

  /** Writes one row: the node, and the mails it has before the time, newest first. */
  private void fill(int row, int node, long timeMicros) {
    boolean somebody = node != MemoryRows.NOBODY;
    self[row] = somebody ? memories.number(node) : MemoryRows.NOBODY;
    sinceUpdate[row] = somebody ? state.sinceLastMessage(node, timeMicros) : 0;
    Mailboxes mails = state.mailboxes();
    int found = 0;
    for (int age = 0; somebody && seen > 0 && age < mails.size(node); age++) {
      int place = mails.place(node, age);
      if (mails.timeMicros(place) < timeMicros) {
        int at = row * seen + found++;
        int neighbour = mails.neighbour(place);
        around[at] = neighbour;
        neighbours[at] =
            state.settings().keepsMailMemory() && !mails.isOpen(place)
                ? memories.mail(place)
                : memories.number(neighbour);
        elapsed[at] = NodeMemories.seconds(timeMicros - mails.timeMicros(place));
        mails.copyFeatures(place, features, at * featureCount);
        absent[at] = 0;
      }
    }
    any[row] = found > 0 ? 1 : 0;
    for (int at = row * seen + found; at < (row + 1) * seen; at++) {
      around[at] = MemoryRows.NOBODY;
      neighbours[at] = MemoryRows.NOBODY;
      elapsed[at] = NodeMemories.seconds(timeMicros - originMicros);
      Arrays.fill(features, at * featureCount, (at + 1) * featureCount, 0);
      absent[at] = ABSENT;
    }
  }
}
