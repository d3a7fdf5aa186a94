package io.eddy.cli.data;

import io.eddy.schemas.SubjectKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A pattern of fraud that the generator planted, told when its last event has been generated.
 *
 * @param number from 0, in the order of completion
 * @param kind shape
 * @param payments its events in time order
 * @param knownAtMillis event time when it came to light, some days after its last event
 */
public record PlantedFraud(long number, Kind kind, List<Payment> payments, long knownAtMillis) {

  /** The shape of a pattern. */
  public enum Kind {
    /** Many accounts send to one within a day. */
    FAN_IN,
    /** One account sends to many within hours. */
    FAN_OUT,
    /** Money goes round and comes back to where it began, in time order. */
    CYCLE;

    /** As in files: lower case with a hyphen. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A label of 1 for each of its events and then for each of its accounts. */
  public List<DataLabel> labels() {
    long knownAt = knownAtMillis * 1000;
    return Stream.concat(
            payments.stream().map(p -> new DataLabel(p.id(), SubjectKind.EVENT, 1, knownAt)),
            payments.stream()
                .flatMap(p -> Stream.of(p.from(), p.to()))
                .distinct()
                .map(account -> new DataLabel(account, SubjectKind.NODE, 1, knownAt)))
        .toList();
  }
}
