package io.eddy.ingest.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.eddy.config.InvalidSettingsException;
import io.eddy.ingest.mapping.Mapping.CsvLayout;
import io.eddy.ingest.mapping.Mapping.Format;
import io.eddy.ingest.mapping.Mapping.IdRule;
import io.eddy.ingest.mapping.Mapping.TimeField;
import io.eddy.ingest.mapping.Mapping.TypeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a mapping from YAML.
 *
 * <pre>{@code
 * format: json                       # json | csv | avro
 * id: tx_id                          # or {generate: [from, to, ts]} when records have none
 * src: payer.account
 * dst: payee.account
 * time: {field: ts, unit: ms}        # s | ms | us | ns | iso
 * type: kind                         # or {constant: payment}, or left out
 * csv: {columns: [a, b, c], separator: ","}
 * features:
 *   name: payments
 *   version: 1
 *   fields:
 *     - {field: amount, transform: log1p}          # none | log1p | signed-log1p
 *     - {field: channel, one-hot: [web, app], other: zero}   # reject | zero
 *     - {array: embedding, length: 172}
 * }</pre>
 *
 * <p>With {@code format} alone, records are Eddy's own ({@link Mapping#standard}).
 */
public final class MappingFile {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final int MAX_FEATURES = 1_000_000;

  private MappingFile() {}

  /**
   * The mapping in a file.
   *
   * @throws InvalidSettingsException if the file cannot be read or has mistakes; lists all of them
   */
  public static Mapping read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw failure("no mapping file at '" + file + "'; see eddy.ingest.mapping");
    } catch (IOException e) {
      throw failure("cannot read the mapping file '" + file + "': " + e.getMessage());
    }
  }

  /**
   * The mapping in YAML text.
   *
   * @param origin file name for messages
   * @throws InvalidSettingsException listing all mistakes
   */
  static Mapping parse(String yaml, String origin) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw failure(
          "%s: line %d: this is no YAML: %s"
              .formatted(origin, line, e.getOriginalMessage().replaceAll("\\s+", " ")));
    }
    if (root == null || !root.isObject()) {
      throw failure(origin + ": a mapping of keys is required, beginning with format:");
    }
    List<String> problems = new ArrayList<>();
    Mapping mapping = mapping(new YamlSection(origin, "", root, problems));
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return mapping;
  }

  private static Mapping mapping(YamlSection root) {
    root.allow("format", "id", "src", "dst", "time", "type", "csv", "features");
    Format format = root.choice("format", Format.class, null);
    if (format != Format.CSV
        && Stream.of("id", "src", "dst", "time", "type", "csv", "features").noneMatch(root::has)) {
      return Mapping.standard(format, FeatureField.Vector.ANY_LENGTH);
    }
    Mapping mapping =
        new Mapping(
            format,
            id(root),
            root.field("src"),
            root.field("dst"),
            time(root.section("time"), root),
            type(root),
            csv(root, format),
            root.has("features") ? features(root.section("features")) : FeatureSchema.NONE);
    if (format == Format.CSV && !mapping.csv().columns().isEmpty()) {
      CsvChecks.check(mapping, root);
    }
    return mapping;
  }

  private static IdRule id(YamlSection root) {
    if (!root.isSection("id")) {
      return new IdRule.Field(root.field("id"));
    }
    YamlSection id = root.section("id");
    id.allow("generate");
    return new IdRule.Generated(id.fields("generate"));
  }

  private static TimeField time(YamlSection time, YamlSection root) {
    if (!root.isSection("time")) {
      if (!root.has("time")) {
        root.problem("time", "is required, for example {field: ts, unit: ms}");
      }
      return new TimeField("", TimeUnit.US);
    }
    time.allow("field", "unit");
    return new TimeField(time.field("field"), time.choice("unit", TimeUnit.class, null));
  }

  private static TypeRule type(YamlSection root) {
    if (root.isSection("type")) {
      YamlSection type = root.section("type");
      type.allow("constant");
      return new TypeRule.Constant(type.text("constant"));
    }
    return root.has("type") ? new TypeRule.Field(root.field("type")) : new TypeRule.Constant("");
  }

  private static CsvLayout csv(YamlSection root, Format format) {
    if (format != Format.CSV) {
      if (root.has("csv")) {
        root.problem("csv", "only allowed with format: csv");
      }
      return CsvLayout.NONE;
    }
    if (!root.has("csv")) {
      root.problem("csv", "is required with format: csv, for example {columns: [id, from, to]}");
      return CsvLayout.NONE;
    }
    YamlSection csv = root.section("csv");
    csv.allow("columns", "separator");
    String separator = csv.has("separator") ? csv.text("separator") : ",";
    if (separator.length() != 1 || "\"\r\n".contains(separator)) {
      csv.problem(
          "separator", "'" + separator + "' must be one character, not a quote or line end");
      separator = ",";
    }
    return new CsvLayout(csv.texts("columns"), separator.charAt(0));
  }

  private static FeatureSchema features(YamlSection features) {
    features.allow("name", "version", "fields");
    List<FeatureField> fields = new ArrayList<>();
    for (YamlSection field : features.sections("fields")) {
      fields.add(feature(field));
    }
    return new FeatureSchema(
        features.text("name"), features.integer("version", 1, Integer.MAX_VALUE, 1), fields);
  }

  private static FeatureField feature(YamlSection field) {
    if (field.has("array")) {
      field.allow("array", "length");
      return new FeatureField.Vector(
          field.field("array"), field.integer("length", 1, MAX_FEATURES, null));
    }
    if (field.has("one-hot")) {
      field.allow("field", "one-hot", "other");
      return new FeatureField.OneHot(
          field.field("field"),
          field.texts("one-hot"),
          field.choice("other", FeatureField.Other.class, FeatureField.Other.REJECT));
    }
    field.allow("field", "transform");
    return new FeatureField.Numeric(
        field.field("field"),
        field.choice("transform", FeatureField.Transform.class, FeatureField.Transform.NONE));
  }

  private static InvalidSettingsException failure(String problem) {
    return new InvalidSettingsException(List.of(problem));
  }
}
