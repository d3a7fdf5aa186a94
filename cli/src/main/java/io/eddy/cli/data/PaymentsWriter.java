package io.eddy.cli.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes generated payments to a folder: {@code events.csv} as a bank's own export might look,
 * {@code labels.csv} with what came to light and when, and {@code schema.yaml}, the mapping by
 * which {@code eddy ingest} reads the events. Times are milliseconds since 1970; the same
 * specification writes the same bytes.
 */
public final class PaymentsWriter {
  /** Name of the file of events. */
  public static final String EVENTS = "events.csv";

  /** Name of the file of labels. */
  public static final String LABELS = "labels.csv";

  /** Name of the field mapping. */
  public static final String SCHEMA = "schema.yaml";

  /** Columns of the file of events. */
  static final List<String> EVENT_COLUMNS =
      List.of(
          "event_id", "ts", "account_from", "account_to", "kind", "amount", "hour_sin", "hour_cos");

  private static final int BUFFER = 1 << 16;
  private static final long PROGRESS_EVERY = 100_000;

  private static final String MAPPING =
      """
      # How eddy ingest reads events.csv, its first line left out: which column is what.
      format: csv
      csv: {columns: [event_id, ts, account_from, account_to, kind, amount, hour_sin, hour_cos]}
      id: event_id
      src: account_from
      dst: account_to
      time: {field: ts, unit: ms}
      type: kind
      features:
        name: payments
        version: 1
        fields:
          - {field: amount, transform: log1p}
          - {field: hour_sin}
          - {field: hour_cos}
      """;

  private PaymentsWriter() {}

  /**
   * Writes the three files; files of these names are replaced.
   *
   * @param progress told events so far and in all
   * @throws DataException if the folder cannot be written to
   */
  public static void write(PaymentsSpec spec, Path folder, Progress progress) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(SCHEMA), MAPPING);
      try (Writer events = open(folder.resolve(EVENTS));
          Writer labels = open(folder.resolve(LABELS))) {
        events.write(String.join(",", EVENT_COLUMNS) + "\n");
        labels.write("subject,kind,value,known_at,pattern,pattern_id\n");
        List<PlantedFraud> completed = new ArrayList<>(1);
        PaymentsGenerator generator = new PaymentsGenerator(spec, completed::add);
        StringBuilder line = new StringBuilder();
        while (generator.hasNext()) {
          Payment payment = generator.next();
          line.setLength(0);
          appendEvent(payment, line);
          events.append(line);
          for (PlantedFraud pattern : completed) {
            writeLabels(pattern, labels);
          }
          completed.clear();
          long done = payment.row() + 1;
          if (done % PROGRESS_EVERY == 0 || done == spec.events()) {
            progress.at(done, spec.events());
          }
        }
      }
    } catch (IOException e) {
      throw new DataException("cannot write payments to '%s': %s".formatted(folder, e), e);
    }
  }

  private static void appendEvent(Payment payment, StringBuilder line) {
    line.append(payment.id()).append(',').append(payment.timeMillis()).append(',');
    line.append(payment.from()).append(',').append(payment.to()).append(',');
    line.append(payment.kind().type()).append(',');
    decimal(payment.cents(), 2, line);
    for (float feature : new float[] {payment.hourSin(), payment.hourCos()}) {
      line.append(',');
      decimal(Math.round(feature * 10_000.0), 4, line);
    }
    line.append('\n');
  }

  private static void writeLabels(PlantedFraud pattern, Writer labels) throws IOException {
    for (DataLabel label : pattern.labels()) {
      labels.write(
          "%s,%s,1,%d,%s,%d\n"
              .formatted(
                  label.subject(),
                  label.kind(),
                  pattern.knownAtMillis(),
                  pattern.kind().text(),
                  pattern.number()));
    }
  }

  /** A number of units of 10^-digits, with a point. */
  private static void decimal(long units, int digits, StringBuilder into) {
    if (units < 0) {
      into.append('-');
    }
    long scale = digits == 2 ? 100 : 10_000;
    long whole = Math.abs(units) / scale;
    long rest = Math.abs(units) % scale;
    into.append(whole).append('.');
    for (long place = scale / 10; place > 0; place /= 10) {
      into.append((char) ('0' + rest / place % 10));
    }
  }

  private static Writer open(Path file) throws IOException {
    return new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII), BUFFER);
  }
}
