package io.eddy.jobs.event;

import io.eddy.memory.layout.FloatFields;
import io.eddy.model.tgn.serve.Interaction;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The layout of {@link Neural} in the two messages of an event, as far as each has come. */
final class NeuralFields {
  private NeuralFields() {}

  /** As an offer has it. */
  static void writeOffered(@Nullable Neural value, DataOutputView out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writeCommon(value, out);
      FloatFields.write(value.interaction().sourceMemory(), out);
      FloatFields.write(value.interaction().sourceEmbedding(), out);
      out.writeLong(value.interaction().sourceAgeMicros());
      out.writeBoolean(value.mails() != null);
      if (value.mails() != null) {
        MailsFields.write(value.mails().mails(), out);
      }
    }
  }

  /**
   * Reads what {@link #writeOffered} wrote.
   *
   * @param mails whether mails may follow
   */
  static @Nullable Neural readOffered(EdgeRef ref, boolean mails, DataInputView in)
      throws IOException {
    Neural neural = readCommon(ref, in);
    if (neural == null) {
      return null;
    }
    neural.interaction().offered(FloatFields.read(in), FloatFields.read(in), in.readLong());
    if (!mails || !in.readBoolean()) {
      return neural;
    }
    OfferedMails offered = new OfferedMails();
    offered.set(MailsFields.read(in));
    return new Neural(neural.model(), neural.interaction(), offered);
  }

  /** As a reply has it. */
  static void writeSettled(@Nullable Neural value, DataOutputView out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writeCommon(value, out);
      FloatFields.write(value.interaction().destinationMemory(), out);
      out.writeLong(value.interaction().destinationAgeMicros());
    }
  }

  static @Nullable Neural readSettled(EdgeRef ref, DataInputView in) throws IOException {
    Neural neural = readCommon(ref, in);
    if (neural != null) {
      neural.interaction().settled(FloatFields.read(in), in.readLong());
    }
    return neural;
  }

  private static void writeCommon(Neural value, DataOutputView out) throws IOException {
    ReleaseSerializer.INSTANCE.serialize(value.model(), out);
    FloatFields.write(value.interaction().features(), out);
  }

  private static @Nullable Neural readCommon(EdgeRef ref, DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    Release model = ReleaseSerializer.INSTANCE.deserialize(in);
    return new Neural(
        model, new Interaction(ref.src(), ref.dst(), ref.timeMicros(), FloatFields.read(in)), null);
  }
}
