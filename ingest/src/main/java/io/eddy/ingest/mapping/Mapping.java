package io.eddy.ingest.mapping;

import java.util.List;

/**
 * Which parts of a record are which parts of an edge.
 *
 * @param format how the bytes are read
 * @param id where the event id comes from
 * @param src field of the acting node's id
 * @param dst field of the other node's id
 * @param time field and unit of the event time
 * @param type where the edge's kind comes from
 * @param csv columns and separator; empty columns unless the format is CSV
 * @param features what the feature list is made of
 */
public record Mapping(
    Format format,
    IdRule id,
    String src,
    String dst,
    TimeField time,
    TypeRule type,
    CsvLayout csv,
    FeatureSchema features) {

  /** How the bytes of a record are read. */
  public enum Format {
    JSON,
    CSV,
    AVRO
  }

  /** Where the event id comes from. */
  public sealed interface IdRule {
    /** A field of the record. */
    record Field(String field) implements IdRule {}

    /**
     * SHA-256 over the values of fields, for records without an id: records that agree in all these
     * fields are one event.
     */
    record Generated(List<String> fields) implements IdRule {}
  }

  /** Where the edge's kind comes from. */
  public sealed interface TypeRule {
    /** A field of the record; a record without it has the empty kind. */
    record Field(String field) implements TypeRule {}

    /** The same for every record. */
    record Constant(String type) implements TypeRule {}
  }

  /** The field of the event time and how it counts. */
  public record TimeField(String field, TimeUnit unit) {}

  /** Column names in the order of the line, and what stands between the columns. */
  public record CsvLayout(List<String> columns, char separator) {
    /** For formats that have no columns. */
    static final CsvLayout NONE = new CsvLayout(List.of(), ',');
  }

  /**
   * Eddy's own records: {@code {"id", "src", "dst", "time", "features", "type"}} with the time in
   * epoch microseconds and the last two optional, and as Avro the record {@code EdgeEvent}.
   *
   * @param featuresLength length of every feature list, or -1 for any
   */
  public static Mapping standard(Format format, int featuresLength) {
    return new Mapping(
        format,
        new IdRule.Field("id"),
        "src",
        "dst",
        new TimeField("time", TimeUnit.US),
        new TypeRule.Field("type"),
        CsvLayout.NONE,
        new FeatureSchema(
            "standard", 1, List.of(new FeatureField.Vector("features", featuresLength))));
  }
}
