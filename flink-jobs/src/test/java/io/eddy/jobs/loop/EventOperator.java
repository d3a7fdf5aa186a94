package io.eddy.jobs.loop;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Makes events of numbers and notes the end of the input. */
final class EventOperator extends AbstractStreamOperator<Ripple>
    implements OneInputStreamOperator<Long, Ripple>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final Workload workload;

  EventOperator(String run, Workload workload) {
    this.run = run;
    this.workload = workload;
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    output.collect(element.replace(workload.event(element.getValue())));
  }

  @Override
  public void endInput() {
    Progress.of(run).inputEnded = true;
  }
}
