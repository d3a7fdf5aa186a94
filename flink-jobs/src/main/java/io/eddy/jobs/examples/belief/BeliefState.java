package io.eddy.jobs.examples.belief;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows. Immutable.
 *
 * @param factor its own part of the model, null before its event
 * @param heard messages of neighbours so far, in the order they came
 */
public record BeliefState(@Nullable TreeFactor factor, List<BeliefMessage> heard) {
  static final BeliefState EMPTY = new BeliefState(null, List.of());

  BeliefState withFactor(TreeFactor own) {
    return new BeliefState(own, heard);
  }

  BeliefState withHeard(BeliefMessage message) {
    List<BeliefMessage> more = new ArrayList<>(heard.size() + 1);
    more.addAll(heard);
    more.add(message);
    return new BeliefState(factor, Collections.unmodifiableList(more));
  }

  boolean heardFrom(String neighbour) {
    return heard.stream().anyMatch(message -> message.from().equals(neighbour));
  }
}
