package io.eddy.jobs.featurestore;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Feast repository that is shipped says what the defaults of {@code eddy.features.*} say. */
class FeatureRepositoryTest {
  private static final Path FOLDER = Path.of("..", "docs", "feature_repo");

  private final Settings defaults = Settings.empty();
  private final FeatureNames names = FeatureNames.of(defaults);

  @Test
  void namesAndTypesAreThoseThatEddyWrites() throws IOException {
    String python = Files.readString(FOLDER.resolve("node_embedding.py"));
    assertThat(python)
        .contains("join_keys=[\"%s\"]".formatted(names.entity()))
        .contains("value_type=ValueType.%s".formatted(names.idType()))
        .contains("name=\"%s\",".formatted(names.view()))
        .contains("Field(name=\"%s\", dtype=Array(Float32))".formatted(names.embedding()))
        .contains("Field(name=\"%s\", dtype=Int64)".formatted(FeatureNames.SNAPSHOT_ID))
        .contains("Field(name=\"%s\", dtype=String)".formatted(FeatureNames.MODEL_VERSION))
        .contains("timestamp_field=\"%s\"".formatted(FeatureNames.EVENT_TIMESTAMP))
        .contains(
            "PushSource(name=\"%s\"".formatted(defaults.get(FeatureStoreOptions.PUSH_SOURCE)));
  }

  @Test
  void projectAndKeysAreThoseThatEddyWrites() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("feature_store.yaml")))
        .containsPattern("(?m)^project: %s\\b".formatted(names.project()))
        .contains("entity_key_serialization_version: 3");
  }
}
