package io.eddy.jobs.loop;

import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.java.functions.KeySelector;

/** Sends each record to the subtask that its sender has chosen. */
final class TargetPartitioner<M>
    implements Partitioner<Integer>, KeySelector<LoopRecord<M>, Integer> {
  private static final long serialVersionUID = 1L;

  @Override
  public int partition(Integer to, int tails) {
    return to;
  }

  @Override
  public Integer getKey(LoopRecord<M> record) {
    return record.to();
  }
}
