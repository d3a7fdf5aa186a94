package io.eddy.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.schemas.SubjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsGeneratorTest {
  private static final long DAY = 86_400_000L;

  private final List<PlantedFraud> planted = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void eventsAreInTimeOrderNumberedAndAsManyAsAsked(long seed) {
    List<Payment> payments = generate(PaymentsSpec.of(seed, 30_000));

    assertThat(payments)
        .hasSize(30_000)
        .isSortedAccordingTo(Comparator.comparingLong(Payment::timeMillis))
        .isSortedAccordingTo(Comparator.comparingLong(Payment::row))
        .allMatch(p -> !p.from().equals(p.to()));
    assertThat(payments.get(29_999).id()).isEqualTo("payments-29999");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void plantedPatternsAreInTheStreamAndHaveTheirShape(long seed) {
    List<Payment> payments = generate(PaymentsSpec.of(seed, 100_000));

    assertThat(planted.stream().map(PlantedFraud::kind).distinct()).hasSize(3);
    long fraudulent = planted.stream().mapToLong(pattern -> pattern.payments().size()).sum();
    assertThat(fraudulent / 100_000.0).isBetween(0.001, 0.006);
    for (PlantedFraud pattern : planted) {
      List<Payment> steps = pattern.payments();
      assertThat(steps).hasSizeBetween(3, 12).allMatch(p -> p.kind() == Payment.Kind.TRANSFER);
      assertThat(steps).allMatch(p -> payments.get((int) p.row()) == p);
      assertThat(steps).isSortedAccordingTo(Comparator.comparingLong(Payment::timeMillis));
      switch (pattern.kind()) {
        case CYCLE -> assertClosedWalk(steps);
        case FAN_IN -> {
          assertThat(steps.stream().map(Payment::to).distinct()).hasSize(1);
          assertThat(steps.stream().map(Payment::from).distinct()).hasSize(steps.size());
          assertThat(span(steps)).isLessThanOrEqualTo(DAY);
        }
        case FAN_OUT -> {
          assertThat(steps.stream().map(Payment::from).distinct()).hasSize(1);
          assertThat(steps.stream().map(Payment::to).distinct()).hasSize(steps.size());
          assertThat(span(steps)).isLessThanOrEqualTo(DAY / 4);
        }
      }
      long last = steps.get(steps.size() - 1).timeMillis();
      assertThat(pattern.knownAtMillis()).isBetween(last + DAY, last + 7 * DAY);
    }
  }

  @Test
  void labelsNameEveryEventAndAccountOfAPatternFromWhenItIsKnown() {
    DataSet data = PaymentsGenerator.dataSet(PaymentsSpec.of(5, 50_000));
    Map<String, DataEvent> events = byId(data.events());

    assertThat(data.labels()).isNotEmpty().allMatch(label -> label.value() == 1);
    List<String> accounts =
        data.labels().stream()
            .filter(label -> label.kind() == SubjectKind.NODE)
            .map(DataLabel::subject)
            .toList();
    assertThat(data.labels())
        .filteredOn(label -> label.kind() == SubjectKind.EVENT)
        .isNotEmpty()
        .allSatisfy(
            label -> {
              DataEvent event = events.get(label.subject());
              assertThat(event.type()).isEqualTo("transfer");
              assertThat(label.knownAtMicros()).isGreaterThan(event.timeMicros());
              assertThat(accounts).contains(event.src(), event.dst());
            });
  }

  @Test
  void activityIsHeavyTailedAndMerchantsAreHabitual() {
    List<Payment> payments = generate(PaymentsSpec.of(7, 100_000));
    List<Long> counts =
        payments.stream()
            .collect(Collectors.groupingBy(Payment::from, Collectors.counting()))
            .values()
            .stream()
            .sorted(Comparator.reverseOrder())
            .toList();
    long top = counts.subList(0, counts.size() / 10).stream().mapToLong(n -> n).sum();
    assertThat(top / 100_000.0).as("share of the most active tenth").isBetween(0.25, 0.7);

    Map<String, String> last = new HashMap<>();
    int visits = 0;
    int repeats = 0;
    for (Payment payment : payments) {
      if (payment.kind() == Payment.Kind.PAYMENT) {
        String before = last.put(payment.from(), payment.to());
        if (before != null) {
          visits++;
          repeats += before.equals(payment.to()) ? 1 : 0;
        }
      }
    }
    assertThat(repeats / (double) visits).as("same merchant as the last time").isBetween(0.4, 0.7);
  }

  @Test
  void theDayHasARhythmInEveryAccountsLocalTime() {
    List<Payment> payments = generate(PaymentsSpec.of(8, 100_000));
    double meanSin = payments.stream().mapToDouble(Payment::hourSin).average().orElseThrow();
    double meanCos = payments.stream().mapToDouble(Payment::hourCos).average().orElseThrow();

    double top = Math.toDegrees(Math.atan2(meanSin, meanCos)) / 15;
    assertThat((top + 24) % 24).isCloseTo(15, within(0.5));
    assertThat(Math.hypot(meanSin, meanCos)).isCloseTo(0.4, within(0.03));
  }

  @Test
  void oneSeedGivesOneStreamAndAnotherSeedAnother() {
    List<Payment> first = generate(PaymentsSpec.of(1, 5_000));

    assertThat(generate(PaymentsSpec.of(1, 5_000))).isEqualTo(first);
    assertThat(generate(PaymentsSpec.of(2, 5_000))).isNotEqualTo(first);
  }

  @Test
  void aShorterStreamIsTheBeginningOfALongerOne() {
    assertThat(generate(new PaymentsSpec(1, 10_000, 500)))
        .startsWith(generate(new PaymentsSpec(1, 3_000, 500)).toArray(Payment[]::new));
  }

  @Test
  void theEndIsTheEndAndNonsenseIsRefused() {
    PaymentsGenerator generator = new PaymentsGenerator(PaymentsSpec.of(1, 1), planted::add);
    generator.next();
    assertThat(generator.hasNext()).isFalse();
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> PaymentsSpec.of(1, 0))
        .isInstanceOf(DataException.class)
        .hasMessage("events is 0; expected at least 1");
    assertThatThrownBy(() -> new PaymentsSpec(1, 10, 3))
        .isInstanceOf(DataException.class)
        .hasMessage("accounts is 3; expected at least 50");
  }

  private static void assertClosedWalk(List<Payment> steps) {
    for (int i = 0; i < steps.size(); i++) {
      Payment next = steps.get((i + 1) % steps.size());
      assertThat(next.from()).isEqualTo(steps.get(i).to());
      if (i + 1 < steps.size()) {
        assertThat(next.timeMillis()).isGreaterThan(steps.get(i).timeMillis());
        assertThat(next.cents()).isLessThanOrEqualTo(steps.get(i).cents());
      }
    }
    assertThat(steps.stream().map(Payment::from).distinct()).hasSize(steps.size());
  }

  private static long span(List<Payment> steps) {
    return steps.get(steps.size() - 1).timeMillis() - steps.get(0).timeMillis();
  }

  private static Map<String, DataEvent> byId(List<DataEvent> events) {
    return events.stream().collect(Collectors.toMap(DataEvent::id, Function.identity()));
  }

  private List<Payment> generate(PaymentsSpec spec) {
    List<Payment> payments = new ArrayList<>();
    new PaymentsGenerator(spec, planted::add).forEachRemaining(payments::add);
    return payments;
  }
}
