package io.eddy.model.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.model.predict.LinkPredictors;
import io.eddy.model.rank.CandidateRanker;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.rank.ScoredCandidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialScorerTest {
  private final SequentialScorer scorer = scorer();

  @Test
  void ranksFromTheStateBeforeTheEvent() {
    PartialRanking first = scorer.process("u", "a", 1);
    PartialRanking second = scorer.process("u", "b", 2);
    PartialRanking third = scorer.process("u", "a", 3);

    assertThat(first.candidates()).isZero();
    assertThat(second.top()).containsExactly(new ScoredCandidate("a", 1.5));
    assertThat(second.rank()).isEqualTo(2);
    assertThat(third.top()).extracting(ScoredCandidate::id).containsExactly("b", "a");
    assertThat(third.rank()).isEqualTo(2);
  }

  @Test
  void doesNotCountTheSourcesDestinationsOfTheSameTime() {
    scorer.process("u", "a", 5);

    assertThat(scorer.process("u", "b", 5).rank()).isEqualTo(1);
    assertThat(scorer.process("u", "c", 6).rank()).isEqualTo(3);
  }

  @Test
  void ranksAmongCandidatesNobodyVisitedYet() {
    scorer.addCandidate("a");
    scorer.addCandidate("b");
    scorer.addCandidate("a");

    PartialRanking ranking = scorer.process("u", "b", 1);

    assertThat(ranking.candidates()).isEqualTo(2);
    assertThat(ranking.rank()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void seesNothingOfTheFuture(long seed) {
    List<LinkEvent> events = RandomEvents.of(seed, 400);
    Random random = new Random(seed);
    int cut = 100 + random.nextInt(200);
    List<LinkEvent> future = new ArrayList<>(events.subList(cut, events.size()));
    Collections.shuffle(future, random);
    List<LinkEvent> changed = new ArrayList<>(events.subList(0, cut));
    changed.addAll(future.subList(0, future.size() / 2));

    List<PartialRanking> original = rankings(events);
    List<PartialRanking> withOtherFuture = rankings(changed);

    assertThat(withOtherFuture.subList(0, cut)).isEqualTo(original.subList(0, cut));
    assertThat(withOtherFuture).as("the change").isNotEqualTo(original);
  }

  private static List<PartialRanking> rankings(List<LinkEvent> events) {
    SequentialScorer scorer = scorer();
    return events.stream().map(e -> scorer.process(e.src(), e.dst(), e.timeMicros())).toList();
  }

  private static SequentialScorer scorer() {
    return new SequentialScorer(
        new CandidateRanker(LinkPredictors.named("recency"), LinkPredictors.named("popularity"), 5),
        16);
  }
}
