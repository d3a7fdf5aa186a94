package io.eddy.cli.data;

import io.eddy.schemas.SubjectKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The layouts of the catalogue's files that are one text file. */
final class DataFormats {
  /** Pages of the JODIE Wikipedia file are numbered on from its 8,227 users. */
  static final int WIKIPEDIA_USERS = 8_227;

  private static final String TYPE = "type";
  private static final float[] NO_FEATURES = {};
  private static final double HIGHEST_RATING = 10;

  private DataFormats() {}

  /**
   * JODIE's Wikipedia: {@code u,i,ts,label} with pages numbered on from the users, or the public
   * file, {@code user_id,item_id,timestamp,state_label,...}, with pages numbered from 0. Both give
   * the same ids, {@code user-<u>} and {@code page-<i>}. Text features are not read. A label is
   * about the event and known at once.
   */
  static DataSet wikipedia(String name, Path file) throws IOException {
    List<DataEvent> events = new ArrayList<>();
    List<DataLabel> labels = new ArrayList<>();
    try (Lines lines = Lines.open(file, ',')) {
      long pageOffset = lines.next() && lines.text(0).equals("user_id") ? WIKIPEDIA_USERS : 0;
      while (lines.next()) {
        lines.demand(4, "u,i,ts,label");
        String id = name + "-" + events.size();
        long time = lines.micros(2);
        events.add(
            new DataEvent(
                id,
                lines.shared("user-" + lines.integer(0)),
                lines.shared("page-" + (lines.integer(1) + pageOffset)),
                time,
                NO_FEATURES,
                ""));
        labels.add(new DataLabel(id, SubjectKind.EVENT, lines.number(3), time));
      }
    }
    return new DataSet(name, List.of(), events, labels);
  }

  /** SNAP's temporal networks: {@code src dst seconds}, separated by blanks, no header. */
  static DataSet snap(String name, Path file) throws IOException {
    List<DataEvent> events = new ArrayList<>();
    try (Lines lines = Lines.open(file, ' ')) {
      while (lines.next()) {
        lines.demand(3, "src dst seconds");
        events.add(
            new DataEvent(
                name + "-" + events.size(),
                lines.text(0),
                lines.text(1),
                lines.micros(2),
                NO_FEATURES,
                ""));
      }
    }
    return new DataSet(name, List.of(), events, List.of());
  }

  /**
   * SNAP's signed Bitcoin networks: {@code source,target,rating,seconds}, no header. The rating,
   * -10 to 10, becomes a feature in [-1, 1].
   */
  static DataSet bitcoin(String name, Path file) throws IOException {
    List<DataEvent> events = new ArrayList<>();
    try (Lines lines = Lines.open(file, ',')) {
      while (lines.next()) {
        lines.demand(4, "source,target,rating,time");
        float[] features = {(float) (lines.number(2) / HIGHEST_RATING)};
        events.add(
            new DataEvent(
                name + "-" + events.size(),
                lines.text(0),
                lines.text(1),
                lines.micros(3),
                features,
                ""));
      }
    }
    return new DataSet(name, List.of("rating"), events, List.of());
  }

  /**
   * A user's own file: a header {@code src,dst,time} followed by any number of feature columns,
   * then a line an event. Time is in seconds since 1970 (with a fraction or without) or ISO-8601
   * with an offset; features are finite numbers; a column {@code type} is the kind of edge instead,
   * and may be empty. Columns are separated by commas without quoting. A file that {@code eddy data
   * generate} wrote is known by its header and read too.
   */
  static DataSet csv(String name, Path file) throws IOException {
    List<DataEvent> events = new ArrayList<>();
    List<String> featureNames;
    try (Lines lines = Lines.open(file, ',')) {
      if (!lines.next()) {
        throw new DataException("'%s' is empty; expected the header src,dst,time".formatted(file));
      }
      List<String> header = lines.columns().stream().map(String::trim).toList();
      if (PaymentsFile.isHeader(header)) {
        return PaymentsFile.read(name, file, lines);
      }
      if (header.size() < 3 || !header.subList(0, 3).equals(List.of("src", "dst", "time"))) {
        throw lines.error("expected the header src,dst,time and then names of features");
      }
      int typeColumn = header.indexOf(TYPE);
      int[] featureColumns =
          IntStream.range(3, header.size()).filter(column -> column != typeColumn).toArray();
      featureNames = Arrays.stream(featureColumns).mapToObj(header::get).toList();
      while (lines.next()) {
        if (lines.columns().size() != header.size()) {
          throw lines.error("expected the columns " + String.join(",", header));
        }
        events.add(
            new DataEvent(
                name + "-" + events.size(),
                lines.text(0),
                lines.text(1),
                lines.micros(2),
                features(lines, featureColumns),
                typeColumn < 0 ? "" : lines.shared(lines.columns().get(typeColumn).trim())));
      }
    }
    return new DataSet(name, featureNames, events, List.of());
  }

  private static float[] features(Lines lines, int[] columns) {
    if (columns.length == 0) {
      return NO_FEATURES;
    }
    float[] features = new float[columns.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) lines.number(columns[i]);
      if (!Float.isFinite(features[i])) {
        throw lines.error("column %d is not finite".formatted(columns[i] + 1));
      }
    }
    return features;
  }
}
