package io.eddy.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.model.tgn.eval.EdgeLabels;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaysGeneratorTest {
  private static final int RECENT = 10;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void onlyASignInTwoHopsAwayTellsWhichPaymentsAreFraud(long seed) {
    DataSet set = RelaysGenerator.dataSet(seed, 6_000);
    List<DataEvent> events = set.events();
    EdgeLabels labels = EventLabels.of(set);
    int[] labelled = IntStream.range(0, events.size()).filter(labels::has).toArray();
    assertThat(labelled.length).isGreaterThan(800);
    for (int payment : labelled) {
      String c = events.get(payment).src();
      int ask = last(events, c, payment);
      assertThat(events.get(ask).src()).isEqualTo(c);
      String b = events.get(ask).dst();
      int pass = last(events, b, payment);
      assertThat(pass).isGreaterThan(ask);
      assertThat(events.get(pass).src()).isEqualTo(b);
      String a = events.get(pass).dst();
      int signIn = last(events, a, payment);
      assertThat(signIn).isGreaterThan(pass);
      assertThat(events.get(signIn).type()).isEqualTo("login");
      assertThat(events.get(signIn).features()[1] == 1).isEqualTo(labels.positive(payment));
      assertThat(last(events, a, signIn)).isEqualTo(pass);
      assertThat(neighbours(events, c, payment)).doesNotContain(a, events.get(signIn).dst());
      // More than a batch of training lies between any two.
      assertThat(List.of(pass - ask, signIn - pass, payment - signIn)).allMatch(gap -> gap >= 120);
    }
    double fraud =
        (double) IntStream.of(labelled).filter(labels::positive).count() / labelled.length;
    assertThat(fraud).isBetween(0.25, 0.35);
  }

  @Test
  void newDevicesAreAsFrequentInEverydayLife() {
    DataSet set = RelaysGenerator.dataSet(4, 12_000);
    List<DataEvent> logins =
        set.events().stream().filter(event -> event.type().equals("login")).toList();
    double share =
        logins.stream().filter(event -> event.features()[1] == 1).count() / (double) logins.size();
    assertThat(share).isBetween(0.27, 0.33);
  }

  @Test
  void oneSeedGivesOneStreamInTimeOrder() {
    DataSet one = RelaysGenerator.dataSet(5, 1_000);
    assertThat(one.events())
        .hasSize(1_000)
        .isSortedAccordingTo(Comparator.comparingLong(DataEvent::timeMicros));
    assertThat(RelaysGenerator.dataSet(5, 1_000).fingerprint()).isEqualTo(one.fingerprint());
    assertThat(RelaysGenerator.dataSet(6, 1_000).fingerprint()).isNotEqualTo(one.fingerprint());
    assertThatThrownBy(() -> RelaysGenerator.dataSet(1, 100))
        .isInstanceOf(DataException.class)
        .hasMessage("100 events; expected at least 480");
  }

  /** The last event of a node before another. */
  private static int last(List<DataEvent> events, String node, int before) {
    int index = before - 1;
    while (!events.get(index).src().equals(node) && !events.get(index).dst().equals(node)) {
      index--;
    }
    return index;
  }

  /** With whom the node's last events were. */
  private static List<String> neighbours(List<DataEvent> events, String node, int before) {
    return IntStream.iterate(before - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(events::get)
        .filter(event -> event.src().equals(node) || event.dst().equals(node))
        .limit(RECENT)
        .map(event -> event.src().equals(node) ? event.dst() : event.src())
        .toList();
  }
}
