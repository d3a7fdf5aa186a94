package io.eddy.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every schema to its promise: what was once written stays readable. */
class CompatibilityGateTest {
  private static final Path SOURCES = Path.of("src/main/avro");

  static List<String> kinds() {
    return FixedSchemas.KINDS;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theCurrentSchemaIsTheNewestVersionAndReadsAllEarlierOnes(String kind) throws Exception {
    Schema current =
        (Schema) Class.forName("io.eddy.schemas." + kind).getMethod("getClassSchema").invoke(null);

    assertThat(problems(PlainSchemas.plain(current), FixedSchemas.versions(kind))).isEmpty();
  }

  @Test
  void everySchemaFileHasAKindAndVersions() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".avsc", "")))
          .as("schemas in %s; a new one is appended to FixedSchemas.KINDS", SOURCES)
          .containsExactlyInAnyOrderElementsOf(FixedSchemas.KINDS);
    }
    assertThat(FixedSchemas.KINDS)
        .allSatisfy(k -> assertThat(FixedSchemas.versions(k)).isNotEmpty());
  }

  @Test
  void aChangeWithoutANewVersionFileIsCaught() {
    Schema written = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    Schema changed =
        SchemaBuilder.record("R").fields().requiredString("a").optionalInt("b").endRecord();

    assertThat(problems(changed, List.of(written)))
        .containsExactly(
            "R.avsc differs from its newest version, 1; write it, whole, to src/main/resources/io/eddy/schemas/versions/R/2.avsc");
    assertThat(problems(changed, List.of(written, changed))).isEmpty();
  }

  @Test
  void aFieldWithoutADefaultIsCaught() {
    Schema written = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    Schema incompatible =
        SchemaBuilder.record("R").fields().requiredString("a").requiredInt("b").endRecord();

    assertThat(problems(incompatible, List.of(written, incompatible)))
        .containsExactly(
            "R.avsc cannot read what version 1 wrote; give new fields a default and keep types");
  }

  @Test
  void aChangedTypeOrDocumentedDefaultIsCaught() {
    Schema written = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    Schema other = SchemaBuilder.record("R").fields().requiredDouble("a").endRecord();
    Schema withDefault =
        SchemaBuilder.record("R")
            .fields()
            .name("a")
            .type()
            .stringType()
            .stringDefault("x")
            .endRecord();

    assertThat(problems(other, List.of(written, other))).hasSize(1);
    assertThat(problems(withDefault, List.of(written))).hasSize(1);
  }

  private static List<String> problems(Schema current, List<Schema> versions) {
    List<String> problems = new ArrayList<>();
    String name = current.getName();
    int newest = versions.size();
    if (newest == 0 || !versions.get(newest - 1).equals(current)) {
      problems.add(
          "%s.avsc differs from its newest version, %d; write it, whole, to src/main/resources/io/eddy/schemas/versions/%s/%d.avsc"
              .formatted(name, newest, name, newest + 1));
    }
    for (int version = 1; version <= newest; version++) {
      if (!PlainSchemas.canRead(current, versions.get(version - 1))) {
        problems.add(
            "%s.avsc cannot read what version %d wrote; give new fields a default and keep types"
                .formatted(name, version));
      }
    }
    return problems;
  }
}
