package io.eddy.model.ranker;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceState;
import io.eddy.memory.ranker.SourceView;
import java.util.HashMap;
import java.util.Map;

/**
 * The sequential engine of the learned ranker: all sources and one shard that holds all candidates.
 * A query is {@link #view}, then rows from {@link #candidates()}, both from the state as it is; an
 * event is {@link #apply}. State frozen in batches is had by applying a batch after its queries.
 * Not thread-safe.
 */
public final class RankerEngine {
  private final RankerScales scales;
  private final CandidateState candidates;
  private final Map<String, SourceState> sources = new HashMap<>();
  private final SourceState nobody = new SourceState();

  /** An engine that has seen nothing. */
  public RankerEngine(RankerSettings settings) {
    this.scales = new RankerScales(settings);
    this.candidates = new CandidateState(scales);
  }

  /** Makes a destination a candidate before its first event. */
  public void addCandidate(String dst) {
    candidates.put(dst);
  }

  /** The candidates and their state; for rows of features. */
  public CandidateState candidates() {
    return candidates;
  }

  /** A source as a query at this time sees it, before whatever was not applied yet. */
  public SourceView view(String src, long timeMicros) {
    return sources.getOrDefault(src, nobody).view(src, timeMicros, scales);
  }

  /** Takes in an event, first at the source and then at the candidates. */
  public void apply(String src, String dst, long timeMicros) {
    SourceState source = sources.computeIfAbsent(src, key -> new SourceState());
    SourceView view = source.view(src, timeMicros, scales);
    source.apply(dst, timeMicros, scales);
    candidates.put(dst);
    candidates.apply(view, dst);
  }
}
