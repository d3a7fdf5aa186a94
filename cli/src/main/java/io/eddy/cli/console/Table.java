package io.eddy.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints results for people: columns as wide as their widest cell, numbers to the right. */
public final class Table {
  private final List<List<Object>> rows = new ArrayList<>();
  private final List<String> header;

  /** A table with these column titles. */
  public Table(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row; whole numbers are grouped by thousands and set to the right. */
  public Table row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, header.size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Prints header and rows. */
  public void print(PrintWriter out) {
    int[] widths = new int[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = header.get(column).length();
      for (List<Object> row : rows) {
        widths[column] = Math.max(widths[column], text(row.get(column)).length());
      }
    }
    boolean[] right = new boolean[widths.length];
    for (int column = 0; column < widths.length; column++) {
      right[column] = !rows.isEmpty() && rows.get(0).get(column) instanceof Number;
    }
    out.println(line(List.copyOf(header), widths, right));
    rows.forEach(row -> out.println(line(row, widths, right)));
    out.flush();
  }

  private static String line(List<?> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String text = text(cells.get(column));
      String padding = " ".repeat(widths[column] - text.length());
      line.append(right[column] ? padding + text : text + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static String text(Object cell) {
    return cell instanceof Long || cell instanceof Integer
        ? String.format(Locale.ROOT, "%,d", ((Number) cell).longValue())
        : cell.toString();
  }
}
