package io.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Option;
import io.eddy.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class AllOptionsTest {
  private static final Path OPERATIONS = Path.of("../docs/operations.md");

  @Test
  void declaresNoKeyTwice() {
    assertThat(AllOptions.ALL.stream().map(Option::key)).doesNotHaveDuplicates();
  }

  @Test
  void everyDefaultIsAValueOfItsOption() {
    assertThat(AllOptions.ALL).allSatisfy(option -> Settings.empty().find(option));
  }

  @Test
  void everyKeyBelongsToEddy() {
    assertThat(AllOptions.ALL.stream().map(Option::key)).allMatch(key -> key.startsWith("eddy."));
  }

  @Test
  void theOptionTableOfTheDocumentationIsUpToDate() throws IOException {
    if (Boolean.getBoolean("eddy.docs.write")) {
      OptionDocs.main(new String[] {OPERATIONS.toString()});
    }
    String document = Files.readString(OPERATIONS);
    assertThat(document)
        .as("rewrite it: mvn test -pl cli -am -Dtest=AllOptionsTest -Deddy.docs.write=true")
        .isEqualTo(OptionDocs.updated(document));
  }
}
