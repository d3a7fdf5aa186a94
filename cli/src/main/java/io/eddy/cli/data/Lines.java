package io.eddy.cli.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A text file of separated columns, read line by line; its errors quote the line and its number.
 *
 * <p>There is no quoting: a separator always separates. Blank lines are skipped. Text repeated from
 * line to line (node ids) is one object in memory.
 */
final class Lines implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final String file;
  private final char separator;
  private final BufferedReader reader;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();
  private String line = "";
  private int number;

  /** Reads an open stream; {@code file} names it in errors. */
  Lines(String file, InputStream content, char separator) {
    this.file = file;
    this.separator = separator;
    this.reader =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), BUFFER);
  }

  /** Opens a file, gzipped or not. */
  static Lines open(Path file, char separator) throws IOException {
    return new Lines(file.toString(), content(file), separator);
  }

  /** The content of a file, unpacked where it is gzipped, whatever its name. */
  static InputStream content(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
  }

  /** Goes to the next line that is not blank; false at the end. */
  boolean next() throws IOException {
    @Nullable String read;
    do {
      read = reader.readLine();
      number++;
    } while (read != null && read.isBlank());
    if (read == null) {
      return false;
    }
    line = read;
    columns.clear();
    int from = 0;
    for (int at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, from)) {
      columns.add(line.substring(from, at));
      from = at + 1;
    }
    columns.add(line.substring(from));
    return true;
  }

  /** The columns of this line; valid until the next one. */
  List<String> columns() {
    return columns;
  }

  /** Demands a number of columns, at least. */
  void demand(int count, String layout) {
    if (columns.size() < count) {
      throw error("expected the columns " + layout);
    }
  }

  /** A column that must not be empty. */
  String text(int column) {
    String text = columns.get(column).trim();
    if (text.isEmpty()) {
      throw error("column %d is empty".formatted(column + 1));
    }
    return shared(text);
  }

  /** The one object for a text that comes again and again. */
  String shared(String text) {
    String same = known.putIfAbsent(text, text);
    return same == null ? text : same;
  }

  /** A column that is a number. */
  double number(int column) {
    String text = columns.get(column).trim();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw error("column %d, '%s', is no number".formatted(column + 1, text));
    }
  }

  /** A column that is a whole number. */
  long integer(int column) {
    String text = columns.get(column).trim();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw error("column %d, '%s', is no whole number".formatted(column + 1, text));
    }
  }

  /** A column of seconds or ISO-8601, as microseconds. */
  long micros(int column) {
    String text = columns.get(column).trim();
    try {
      return Times.micros(text);
    } catch (IllegalArgumentException e) {
      throw error("column %d, '%s', is no time: %s".formatted(column + 1, text, e.getMessage()));
    }
  }

  /** What is wrong with this line. */
  DataException error(String problem) {
    return new DataException(
        "%s, line %d: %s; the line is '%s'".formatted(file, number, problem, shortened()));
  }

  private String shortened() {
    int limit = 200;
    return line.length() <= limit ? line : line.substring(0, limit) + "…";
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
