package io.eddy.model.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.ranker.SourceView;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.rank.ScoredCandidate;
import io.eddy.model.ranker.HabitualStream;
import io.eddy.model.ranker.LearnedShard;
import io.eddy.model.ranker.RandomParameters;
import io.eddy.model.ranker.RankerEngine;
import io.eddy.model.ranker.StreamScales;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shard's ranking against the predictor, and shards against one shard. */
final class EddyShardTest {
  private static final int EMBEDDING = 7;
  private static final int MEMORY = 6;
  private static final Mails MAILS =
      new Mails(new String[] {"p3", "u1", "p9", "p3"}, new float[] {10, 20, 400, 9_000});

  private final EddyParameters parameters = RandomEddy.of(3, EMBEDDING, MEMORY, 4);
  private final Towers towers = new Towers(parameters);
  private final Random random = new Random(5);
  private final List<LinkEvent> events = HabitualStream.of(21, 400);
  private final RankerEngine engine = new RankerEngine(StreamScales.of(events));
  private final CardVectors cards = new CardVectors(towers);
  private float[] q = new float[0];
  private SourceView view;

  @BeforeEach
  void replay() {
    for (LinkEvent event : events) {
      engine.apply(event.src(), event.dst(), event.timeMicros());
      cards.put(
          engine.candidates().indexOf(event.dst()),
          towers.card(RandomParameters.normal(random, MEMORY, 1)));
    }
    engine.addCandidate("never seen");
    q = towers.query(RandomParameters.normal(random, EMBEDDING, 1));
    view = engine.view("u3", events.get(events.size() - 1).timeMicros() + 5_000_000);
  }

  @Test
  void aCandidateScoresTheSameAloneAndAmongOthers() {
    EddyPredictor predictor = new EddyPredictor(parameters);
    int size = engine.candidates().size();
    int[] all = new int[size];
    float[] among = new float[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
    }
    predictor.score(view, q, MAILS, engine.candidates(), cards, all, size, among);
    float[] alone = new float[1];
    for (int i = 0; i < size; i++) {
      predictor.score(view, q, MAILS, engine.candidates(), cards, new int[] {i}, 1, alone);
      assertThat(alone[0]).isEqualTo(among[i]);
    }
  }

  @Test
  void theTopIsThatOfAllScores() {
    int size = engine.candidates().size();
    EddyShard shard = new EddyShard(engine.candidates(), cards, parameters, size);
    assertThat(shard.score(view, q, MAILS, "p3")).isEqualTo(size);
    List<ScoredCandidate> top = shard.top();
    assertThat(top).extracting(ScoredCandidate::id).contains("never seen").hasSize(size);
    List<Double> scores = new ArrayList<>();
    top.forEach(candidate -> scores.add(candidate.score()));
    assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    Map<String, Double> byId =
        top.stream().collect(Collectors.toMap(ScoredCandidate::id, ScoredCandidate::score));
    Float target = shard.open("p3", Set.of()).target();
    assertThat(target).isNotNull();
    assertThat(target.doubleValue()).isEqualTo(byId.get("p3"));
  }

  @Test
  void whoWroteIsRankedWhereOnlyAShortlistIs() {
    for (int i = 0; i <= LearnedShard.FEW; i++) {
      engine.addCandidate("x" + i);
    }
    EddyShard shard = new EddyShard(engine.candidates(), cards, parameters, LearnedShard.FEW);
    Mails mails = new Mails(new String[] {"x77", "p3", "nobody"}, new float[] {1, 2, 3});
    int count = shard.score(view, q, Mails.NONE, null);
    assertThat(count).isLessThan(LearnedShard.FEW);
    assertThat(shard.top()).extracting(ScoredCandidate::id).contains("p3").doesNotContain("x77");
    assertThat(shard.score(view, q, mails, null)).isEqualTo(count + 1);
    assertThat(shard.top()).extracting(ScoredCandidate::id).contains("p3", "x77");
  }

  @Test
  void whatTheCardSaysChangesTheScoreOfItsCandidateAlone() {
    int size = engine.candidates().size();
    EddyShard shard = new EddyShard(engine.candidates(), cards, parameters, size);
    shard.score(view, q, MAILS, null);
    Map<String, Double> before =
        shard.top().stream().collect(Collectors.toMap(ScoredCandidate::id, ScoredCandidate::score));
    cards.put(engine.candidates().indexOf("p9"), towers.card(new float[] {3, -2, 5, 1, 0, -4}));
    shard.score(view, q, MAILS, null);
    for (ScoredCandidate candidate : shard.top()) {
      if (candidate.id().equals("p9")) {
        assertThat(candidate.score()).isNotEqualTo(before.get("p9"));
      } else {
        assertThat(candidate.score()).isEqualTo(before.get(candidate.id()));
      }
    }
  }
}
