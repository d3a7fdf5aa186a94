package io.eddy.jobs.loop;

import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * What leaves a head: results and watermarks downstream, the loop's records to the tails.
 *
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
final class HeadOutput<M, OUT> implements WatermarkPassage.Exit {
  private final Output<StreamRecord<OUT>> output;
  private final OutputTag<LoopRecord<M>> tails;

  HeadOutput(Output<StreamRecord<OUT>> output, OutputTag<LoopRecord<M>> tails) {
    this.output = output;
    this.tails = tails;
  }

  /** Sends a record to the tail it is for. */
  void toTail(LoopRecord<M> record) {
    output.collect(tails, new StreamRecord<>(record));
  }

  /** Emits a result with its event time; {@link Long#MIN_VALUE} is none. */
  void result(OUT result, long time) {
    output.collect(
        time == Long.MIN_VALUE ? new StreamRecord<>(result) : new StreamRecord<>(result, time));
  }

  @Override
  public void watermark(long watermark) {
    output.emitWatermark(new Watermark(watermark));
  }

  @Override
  public void idle(boolean idle) {
    output.emitWatermarkStatus(idle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
  }
}
