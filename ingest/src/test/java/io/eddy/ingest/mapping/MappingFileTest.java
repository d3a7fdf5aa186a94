package io.eddy.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eddy.config.InvalidSettingsException;
import io.eddy.ingest.mapping.FeatureField.Other;
import io.eddy.ingest.mapping.FeatureField.Transform;
import io.eddy.ingest.mapping.Mapping.Format;
import io.eddy.ingest.mapping.Mapping.IdRule;
import io.eddy.ingest.mapping.Mapping.TimeField;
import io.eddy.ingest.mapping.Mapping.TypeRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTest {
  private static final String FULL =
      """
      format: json
      id: tx_id
      src: payer.account
      dst: payee.account
      time: {field: ts, unit: ms}
      type: kind
      features:
        name: payments
        version: 2
        fields:
          - {field: amount, transform: log1p}
          - {field: channel, one-hot: [web, app, 3], other: zero}
          - {array: embedding, length: 172}
      """;

  @Test
  void readsEveryPart() {
    Mapping mapping = MappingFile.parse(FULL, "m.yaml");

    assertThat(mapping)
        .isEqualTo(
            new Mapping(
                Format.JSON,
                new IdRule.Field("tx_id"),
                "payer.account",
                "payee.account",
                new TimeField("ts", TimeUnit.MS),
                new TypeRule.Field("kind"),
                Mapping.CsvLayout.NONE,
                new FeatureSchema(
                    "payments",
                    2,
                    List.of(
                        new FeatureField.Numeric("amount", Transform.LOG1P),
                        new FeatureField.OneHot("channel", List.of("web", "app", "3"), Other.ZERO),
                        new FeatureField.Vector("embedding", 172)))));
    assertThat(mapping.features().length()).isEqualTo(1 + 3 + 172);
  }

  @Test
  void readsGeneratedIdsConstantTypesAndCsv() {
    Mapping mapping =
        MappingFile.parse(
            """
            format: csv
            id: {generate: [a, b, t]}
            src: a
            dst: b
            time: {field: t, unit: iso}
            type: {constant: payment}
            csv: {columns: [a, b, t], separator: ";"}
            """,
            "m.yaml");

    assertThat(mapping.id()).isEqualTo(new IdRule.Generated(List.of("a", "b", "t")));
    assertThat(mapping.type()).isEqualTo(new TypeRule.Constant("payment"));
    assertThat(mapping.csv()).isEqualTo(new Mapping.CsvLayout(List.of("a", "b", "t"), ';'));
    assertThat(mapping.features().length()).isZero();
  }

  @Test
  void formatAloneMeansEddysOwnRecords() {
    assertThat(MappingFile.parse("format: avro", "m.yaml"))
        .isEqualTo(Mapping.standard(Format.AVRO, FeatureField.Vector.ANY_LENGTH));
  }

  @Test
  void reportsAllMistakesAtOnceWithFileKeyAndWhatIsAllowed() {
    InvalidSettingsException failure =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () ->
                MappingFile.parse(
                    """
                    format: xml
                    source: a
                    src: a..b
                    time: {field: ts, unit: minutes}
                    type: {const: x}
                    csv: {columns: [a]}
                    features:
                      name: f
                      version: 0
                      fields:
                        - {field: amount, transform: sqrt}
                        - {field: channel, one-hot: [], other: maybe}
                        - {array: v, length: -3, field: w}
                        - amount
                    """,
                    "m.yaml"));

    assertThat(failure.problems())
        .containsExactlyInAnyOrder(
            "m.yaml: source: no such key; allowed are format, id, src, dst, time, type, csv, features",
            "m.yaml: format: 'xml' is none of json, csv, avro",
            "m.yaml: id: is required",
            "m.yaml: src: 'a..b' is no field name; expected a name or a path such as a.b",
            "m.yaml: dst: is required",
            "m.yaml: time.unit: 'minutes' is none of s, ms, us, ns, iso",
            "m.yaml: type.const: no such key; allowed are constant",
            "m.yaml: type.constant: is required",
            "m.yaml: csv: only allowed with format: csv",
            "m.yaml: features.fields[3]: 'amount' must be a mapping of keys",
            "m.yaml: features.fields[0].transform: 'sqrt' is none of none, log1p, signed-log1p",
            "m.yaml: features.fields[1].one-hot: a list with at least one entry is required",
            "m.yaml: features.fields[1].other: 'maybe' is none of reject, zero",
            "m.yaml: features.fields[2].field: no such key; allowed are array, length",
            "m.yaml: features.fields[2].length: '-3' must be a whole number from 1 to 1000000",
            "m.yaml: features.version: '0' must be a whole number from 1 to 2147483647");
  }

  @Test
  void csvFieldsMustBeColumns() {
    assertThatThrownBy(
            () ->
                MappingFile.parse(
                    """
                    format: csv
                    id: nr
                    src: a
                    dst: b
                    time: {field: t, unit: s}
                    csv: {columns: [a, b, b]}
                    features: {name: f, fields: [{field: x}, {array: v, length: 3}]}
                    """,
                    "m.yaml"))
        .hasMessageContaining("m.yaml: csv.columns: 'b' is there twice")
        .hasMessageContaining("m.yaml: id: 'nr' is none of the columns a, b")
        .hasMessageContaining("m.yaml: time.field: 't' is none of the columns a, b")
        .hasMessageContaining("m.yaml: features.fields: 'x' is none of the columns a, b")
        .hasMessageContaining("array 'v' cannot be in CSV");
  }

  @Test
  void saysWhereYamlIsBrokenOrRepeatsAKey() {
    assertThatThrownBy(() -> MappingFile.parse("format: json\nid: {\n", "m.yaml"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("m.yaml: line 2: this is no YAML: while");
    assertThatThrownBy(() -> MappingFile.parse("format: json\nformat: csv\n", "m.yaml"))
        .hasMessageContaining("Duplicate field 'format'");
    assertThatThrownBy(() -> MappingFile.parse("", "m.yaml"))
        .hasMessage("m.yaml: a mapping of keys is required, beginning with format:");
  }

  @Test
  void namesTheFileThatIsNotThere(@TempDir Path folder) {
    Path file = folder.resolve("absent.yaml");
    assertThatThrownBy(() -> MappingFile.read(file))
        .hasMessage("no mapping file at '%s'; see eddy.ingest.mapping", file);
  }

  @Test
  void fingerprintChangesWithWhatTheFeaturesMeanAndWithNothingElse() {
    String fingerprint = MappingFile.parse(FULL, "m.yaml").features().fingerprint();

    assertThat(fingerprint).isEqualTo("8f5dbcfadaef0a7b");
    assertThat(changed("dst: payee.account", "dst: payee.id")).isEqualTo(fingerprint);
    for (String[] change :
        new String[][] {
          {"version: 2", "version: 3"},
          {"log1p", "signed-log1p"},
          {"[web, app, 3]", "[app, web, 3]"},
          {"other: zero", "other: reject"},
          {"172", "171"}
        }) {
      assertThat(changed(change[0], change[1])).isNotEqualTo(fingerprint);
    }
  }

  private static String changed(String from, String to) {
    return MappingFile.parse(FULL.replace(from, to), "m.yaml").features().fingerprint();
  }
}
