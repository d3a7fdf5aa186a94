package io.eddy.jobs.scoring;

import io.eddy.jobs.event.Score;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.node.NodeOutput;
import io.eddy.jobs.node.NodeOutputs;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;

/** What comes of the outputs of nodes, taken apart by the operator that does so in the job. */
final class NodeResults {
  private NodeResults() {}

  static List<Score> scores(List<NodeOutput> outputs) throws Exception {
    List<Score> scores = new ArrayList<>();
    try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(new NodeOutputs())) {
      for (NodeOutput output : outputs) {
        harness.processElement(output, 0);
      }
      harness.getSideOutput(NodeOutputs.SCORES).forEach(record -> scores.add(record.getValue()));
    }
    return scores;
  }

  static List<MemoryUpdate> memories(List<NodeOutput> outputs) throws Exception {
    List<MemoryUpdate> memories = new ArrayList<>();
    try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(new NodeOutputs())) {
      for (NodeOutput output : outputs) {
        harness.processElement(output, 0);
      }
      harness
          .getSideOutput(NodeOutputs.MEMORIES)
          .forEach(record -> memories.add(record.getValue()));
    }
    return memories;
  }
}
