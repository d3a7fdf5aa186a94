package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import io.eddy.jobs.scoring.CheckpointDirectory;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * Checks before a job starts that it takes over all state of the checkpoint it goes on from. Flink
 * itself refuses it only later, and names an option that Eddy's commands do not have: to leave
 * state behind would be to forget what it counted.
 */
final class RestoreCheck {
  private RestoreCheck() {}

  /**
   * Checks a checkpoint against a job.
   *
   * @param checkpoint URI of a local folder
   * @throws CommandException that names the operators whose state the job has no place for
   */
  static void requirePlaceForAll(String checkpoint, LocalJob what, JobGraph graph) {
    Set<OperatorID> operators =
        StreamSupport.stream(graph.getVertices().spliterator(), false)
            .flatMap(vertex -> vertex.getOperatorIDs().stream())
            .map(RestoreCheck::id)
            .collect(Collectors.toSet());
    List<String> left =
        read(checkpoint).getOperatorStates().stream()
            .filter(state -> hasState(state) && !operators.contains(state.getOperatorID()))
            .map(RestoreCheck::name)
            .sorted()
            .toList();
    if (!left.isEmpty()) {
      throw new CommandException(
          "the checkpoint '%s' holds state of %s, for which the %s as it is set up now has no place: was it made with another eddy.predictor, or with an eddy.memory.bundle? Go on with the options it was made with, or give another eddy.checkpoint.dir to begin anew"
              .formatted(checkpoint, left, what.name()),
          null);
    }
  }

  private static CheckpointMetadata read(String checkpoint) {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(CheckpointDirectory.metadata(checkpoint)))) {
      return Checkpoints.loadCheckpointMetadata(
          in, RestoreCheck.class.getClassLoader(), checkpoint);
    } catch (IOException e) {
      throw new CommandException(
          "the checkpoint '%s' cannot be read: %s".formatted(checkpoint, e), e);
    }
  }

  private static OperatorID id(OperatorIDPair pair) {
    return pair.getUserDefinedOperatorID().orElse(pair.getGeneratedOperatorID());
  }

  private static boolean hasState(OperatorState state) {
    return state.getCoordinatorState() != null
        || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }

  private static String name(OperatorState state) {
    return state
        .getOperatorUid()
        .or(state::getOperatorName)
        .orElse(state.getOperatorID().toHexString());
  }
}
