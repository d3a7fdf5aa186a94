package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.BarrierNotice;
import io.eddy.jobs.loop.LoopRecord.Credit;
import io.eddy.jobs.loop.LoopRecord.Hello;
import io.eddy.jobs.loop.LoopRecord.HopMark;
import io.eddy.jobs.loop.LoopRecord.Message;
import io.eddy.jobs.loop.LoopRecord.Sentinel;
import io.eddy.jobs.loop.LoopRecord.WaveReport;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Serializes {@link LoopRecord} for the network, for queues on disk and for the log: one byte for
 * the kind, then its fields. Records are immutable but for the payload, which {@link #copy} copies.
 *
 * @param <M> a message between nodes
 */
final class LoopRecordSerializer<M> extends TypeSerializer<LoopRecord<M>> {
  private static final long serialVersionUID = 1L;

  private static final int MESSAGE = 0;
  private static final int DELAYED_MESSAGE = 1;
  private static final int HOP_MARK = 2;
  private static final int WAVE_REPORT = 3;
  private static final int CREDIT = 4;
  private static final int SENTINEL = 5;
  private static final int HELLO = 6;
  private static final int BARRIER_NOTICE = 7;
  private static final int LAST = BARRIER_NOTICE;

  /** Where a record goes is known when it is sent, and irrelevant once it has arrived. */
  private static final int ARRIVED = -1;

  private final TypeSerializer<M> payloads;

  /** A serializer around that of the program's messages. */
  LoopRecordSerializer(TypeSerializer<M> payloads) {
    this.payloads = payloads;
  }

  /** The serializer of the program's messages. */
  TypeSerializer<M> payloads() {
    return payloads;
  }

  @Override
  public void serialize(LoopRecord<M> record, DataOutputView out) throws IOException {
    if (record instanceof Message<M> message) {
      write(message, out);
    } else if (record instanceof HopMark<M> mark) {
      out.writeByte(HOP_MARK);
      out.writeInt(mark.hop());
      out.writeInt(mark.from());
      out.writeLong(mark.watermark());
      out.writeBoolean(mark.idle());
    } else if (record instanceof WaveReport<M> report) {
      out.writeByte(WAVE_REPORT);
      out.writeInt(report.round());
      out.writeLong(report.sent());
      out.writeLong(report.received());
    } else if (record instanceof Credit<M> credit) {
      out.writeByte(CREDIT);
      out.writeInt(credit.from());
      out.writeInt(credit.count());
    } else if (record instanceof Sentinel<M> sentinel) {
      out.writeByte(SENTINEL);
      out.writeLong(sentinel.checkpoint());
    } else if (record instanceof Hello<M> hello) {
      out.writeByte(HELLO);
      hello.channel().write(out);
      StringValue.writeString(hello.taskManager(), out);
    } else if (record instanceof BarrierNotice<M> notice) {
      out.writeByte(BARRIER_NOTICE);
      out.writeInt(notice.from());
      out.writeBoolean(notice.sent());
    }
  }

  private void write(Message<M> message, DataOutputView out) throws IOException {
    boolean delayed = message.delay() > 0;
    out.writeByte(delayed ? DELAYED_MESSAGE : MESSAGE);
    if (delayed) {
      out.writeDouble(message.delay());
    }
    StringValue.writeString(message.target(), out);
    out.writeLong(message.time());
    out.writeInt(message.hop());
    out.writeFloat(message.energy());
    out.writeShort(message.from());
    payloads.serialize(message.payload(), out);
  }

  @Override
  public LoopRecord<M> deserialize(DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case MESSAGE -> message(0, in);
      case DELAYED_MESSAGE -> message(in.readDouble(), in);
      case HOP_MARK ->
          new HopMark<>(in.readInt(), in.readInt(), in.readLong(), in.readBoolean(), ARRIVED);
      case WAVE_REPORT -> new WaveReport<>(in.readInt(), in.readLong(), in.readLong(), ARRIVED);
      case CREDIT -> new Credit<>(in.readInt(), in.readInt(), ARRIVED);
      case SENTINEL -> new Sentinel<>(in.readLong(), ARRIVED);
      case HELLO -> new Hello<>(ChannelKey.read(in), StringValue.readString(in), ARRIVED);
      case BARRIER_NOTICE -> new BarrierNotice<>(in.readInt(), in.readBoolean(), ARRIVED);
      default ->
          throw new IOException(
              "a record of the loop starts with byte %d, expected 0 to %d; the serializer of the messages may read more or fewer bytes than it writes: %s"
                  .formatted(kind, LAST, payloads));
    };
  }

  private Message<M> message(double delay, DataInputView in) throws IOException {
    String target = StringValue.readString(in);
    long time = in.readLong();
    int hop = in.readInt();
    float energy = in.readFloat();
    int from = in.readShort();
    return new Message<>(target, payloads.deserialize(in), time, hop, energy, delay, from, ARRIVED);
  }

  @Override
  public LoopRecord<M> deserialize(LoopRecord<M> reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public LoopRecord<M> copy(LoopRecord<M> record) {
    if (record instanceof Message<M> message && !payloads.isImmutableType()) {
      return new Message<>(
          message.target(),
          payloads.copy(message.payload()),
          message.time(),
          message.hop(),
          message.energy(),
          message.delay(),
          message.from(),
          message.to());
    }
    return record;
  }

  @Override
  public LoopRecord<M> copy(LoopRecord<M> record, LoopRecord<M> reuse) {
    return copy(record);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean isImmutableType() {
    return payloads.isImmutableType();
  }

  @Override
  public TypeSerializer<LoopRecord<M>> duplicate() {
    return new LoopRecordSerializer<>(payloads.duplicate());
  }

  @Override
  public LoopRecord<M> createInstance() {
    throw new UnsupportedOperationException("a record of the loop has no empty instance to reuse");
  }

  @Override
  public int getLength() {
    return -1;
  }

  /** Not offered: the log keeps the snapshot of the payloads' serializer and a version instead. */
  @Override
  public TypeSerializerSnapshot<LoopRecord<M>> snapshotConfiguration() {
    throw new UnsupportedOperationException("records of the loop are no managed state");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LoopRecordSerializer<?> that && payloads.equals(that.payloads);
  }

  @Override
  public int hashCode() {
    return payloads.hashCode();
  }
}
