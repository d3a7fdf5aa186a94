package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.topics.ConnectionOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointFolderTest {

  @Test
  void withDefaultOptionsCheckpointsGoToAFolder() {
    assertThat(folder(Map.of(), "cluster-1")).endsWith("cluster-1/eddy-eddy-scoring");
  }

  @Test
  void jobsOnOtherClustersOrTopicsOrInOtherGroupsHaveOtherFolders() {
    assertThat(
            List.of(
                folder(Map.of(), "cluster-1"),
                folder(Map.of(), "cluster-2"),
                folder(Map.of(ConnectionOptions.PREFIX.key(), "test"), "cluster-1"),
                folder(Map.of(ScoringOptions.GROUP_ID.key(), "second"), "cluster-1")))
        .doesNotHaveDuplicates();
  }

  @Test
  void theUsersFolderStays() {
    assertThat(folder(Map.of(ScoringOptions.CHECKPOINT_DIR.key(), "s3://there"), "cluster-1"))
        .isEqualTo("s3://there");
  }

  @Test
  void withoutCheckpointsThereIsNoFolder() {
    assertThat(folder(Map.of(ScoringOptions.CHECKPOINT_INTERVAL.key(), "0 ms"), "cluster-1"))
        .isEmpty();
  }

  private static String folder(Map<String, String> given, String clusterId) {
    return CheckpointFolder.named(Settings.empty().with(given, "test"), clusterId)
        .get(ScoringOptions.CHECKPOINT_DIR);
  }
}
