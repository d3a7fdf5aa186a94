package io.eddy.cli.data;

import io.eddy.schemas.SubjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link PaymentsWriter} wrote: the file of events and, where it lies beside it, the
 * file of labels. Both give the very data set that the generator gives in memory.
 */
final class PaymentsFile {
  private static final int COLUMNS = PaymentsWriter.EVENT_COLUMNS.size();
  private static final long MICROS_PER_MILLI = 1000;

  private PaymentsFile() {}

  /** Whether these are the columns of a file of events. */
  static boolean isHeader(List<String> columns) {
    return columns.equals(PaymentsWriter.EVENT_COLUMNS);
  }

  /**
   * Reads the events that follow the header, and the labels.
   *
   * @param lines of the file of events, behind its header
   */
  static DataSet read(String name, Path file, Lines lines) throws IOException {
    List<DataEvent> events = new ArrayList<>();
    while (lines.next()) {
      lines.demand(COLUMNS, String.join(",", PaymentsWriter.EVENT_COLUMNS));
      float[] features = {
        (float) Math.log1p(lines.number(5)), (float) lines.number(6), (float) lines.number(7)
      };
      events.add(
          new DataEvent(
              lines.text(0),
              lines.text(2),
              lines.text(3),
              lines.integer(1) * MICROS_PER_MILLI,
              features,
              lines.text(4)));
    }
    return new DataSet(
        name, Payment.FEATURE_NAMES, events, labels(file.resolveSibling(PaymentsWriter.LABELS)));
  }

  private static List<DataLabel> labels(Path file) throws IOException {
    List<DataLabel> labels = new ArrayList<>();
    if (!Files.exists(file)) {
      return labels;
    }
    try (Lines lines = Lines.open(file, ',')) {
      lines.next();
      while (lines.next()) {
        lines.demand(4, "subject,kind,value,known_at");
        labels.add(
            new DataLabel(
                lines.text(0), kind(lines), lines.number(2), lines.integer(3) * MICROS_PER_MILLI));
      }
    }
    return labels;
  }

  private static SubjectKind kind(Lines lines) {
    String text = lines.text(1);
    try {
      return SubjectKind.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw lines.error("column 2, '%s', is neither EVENT nor NODE".formatted(text));
    }
  }
}
