package io.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void nestedMappingsAndDottedKeysAreTheSame() throws IOException {
    Settings nested =
        read(
            """
            eddy:
              order:
                bound: 5 s
              parallelism: 2
              restart: true
              names: [a, b]
            """);
    Settings dotted =
        read(
            """
            eddy.order.bound: 5 s
            eddy.parallelism: 2
            eddy:
              restart: true
              names: a,b
            """);

    assertThat(nested.asMap())
        .isEqualTo(dotted.asMap())
        .containsEntry("eddy.order.bound", "5 s")
        .containsEntry("eddy.parallelism", "2")
        .containsEntry("eddy.restart", "true")
        .containsEntry("eddy.names", "a,b");
  }

  @Test
  void anEmptyFileGivesNoSettings() throws IOException {
    assertThat(read("").asMap()).isEmpty();
    assertThat(read("# nothing yet\n").asMap()).isEmpty();
  }

  @Test
  void problemsNameTheFile() throws IOException {
    List<Option<?>> none = List.of();
    assertThat(read("eddy.x: 1").problems(none))
        .containsExactly("eddy.x (from eddy.yaml): no such option");
  }

  @Test
  void aKeyWithoutAValueIsAMistakeAndNotTheTextNull() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    eddy:
                      checkpoint:
                        dir:
                      names: [a, ]
                      other: [a, ~]
                      deep: [[a]]
                      empty: ''
                    """))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "eddy.checkpoint.dir: no value: write one, '' for an empty text, or take"
                            + " the line out (from eddy.yaml)",
                        "eddy.other: no value: write one, '' for an empty text, or take the line"
                            + " out (from eddy.yaml)",
                        "eddy.deep: a list may hold words only (from eddy.yaml)"));
  }

  @Test
  void aKeyGivenTwiceIsAMistake() {
    assertThatThrownBy(() -> read("eddy.a.b: 1\neddy: {a: {b: 2}}\n"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("eddy.a.b: given twice, as a dotted key and nested: keep one (from eddy.yaml)");
    assertThatThrownBy(() -> read("eddy.a: 1\neddy.a: 2\n"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("is no YAML")
        .hasMessageContaining("eddy.a");
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> SettingsFile.read(folder.resolve("no.yaml")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("no configuration file at '" + folder.resolve("no.yaml") + "'");
  }

  @Test
  void textThatIsNoYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read("eddy:\n  a: [1\n"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("eddy.yaml' is no YAML")
        .hasMessageContaining("line 3");
  }

  @Test
  void aFileThatIsNoMappingIsRefused() {
    assertThatThrownBy(() -> read("- a\n- b\n"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("must hold a mapping of eddy.* keys, not ARRAY");
  }

  @Test
  void aFolderIsNotReadAsAFile() {
    assertThatThrownBy(() -> SettingsFile.read(folder))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("cannot read '" + folder + "'");
  }

  private Settings read(String text) throws IOException {
    return SettingsFile.read(Files.writeString(folder.resolve("eddy.yaml"), text));
  }
}
