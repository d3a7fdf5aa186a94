package io.eddy.cli.demo;

import io.eddy.schemas.EdgeScore;
import java.util.HashSet;
import java.util.Set;

/** What the scores topic has said so far, each event once. */
final class Scores {
  private final Set<String> events = new HashSet<>();
  private double sum;

  /** Takes a score; one that is repeated after a failure does not count. */
  void add(EdgeScore score) {
    if (events.add(score.getEventId())) {
      sum += score.getProbability();
    }
  }

  /** How many events have a score. */
  long count() {
    return events.size();
  }

  /** The mean probability of the events, which all did happen; 0 without any. */
  double meanProbability() {
    return events.isEmpty() ? 0 : sum / events.size();
  }
}
