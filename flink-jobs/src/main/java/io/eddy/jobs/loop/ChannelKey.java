package io.eddy.jobs.loop;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * The name of the channel of one head in one attempt. The nonce tells attempts apart whose numbers
 * are equal, which happens after a failover of the JobManager.
 *
 * @param job id of the job
 * @param loop uid of the loop
 * @param subtask index of the head
 * @param attempt attempt of the head
 * @param nonce drawn by the head when it opens
 */
record ChannelKey(String job, String loop, int subtask, int attempt, String nonce) {

  void write(DataOutputView out) throws IOException {
    StringValue.writeString(job, out);
    StringValue.writeString(loop, out);
    out.writeInt(subtask);
    out.writeInt(attempt);
    StringValue.writeString(nonce, out);
  }

  static ChannelKey read(DataInputView in) throws IOException {
    return new ChannelKey(
        StringValue.readString(in),
        StringValue.readString(in),
        in.readInt(),
        in.readInt(),
        StringValue.readString(in));
  }
}
