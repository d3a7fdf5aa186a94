package io.eddy.jobs.event;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.FloatFields;
import io.eddy.model.eddy.Mails;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link Mails}: the seconds, then as many neighbours. */
final class MailsFields {
  private MailsFields() {}

  static void write(Mails value, DataOutputView out) throws IOException {
    FloatFields.write(value.elapsedSeconds(), out);
    for (String neighbour : value.neighbours()) {
      CompactFields.writeText(neighbour, out);
    }
  }

  static Mails read(DataInputView in) throws IOException {
    float[] elapsed = FloatFields.read(in);
    String[] neighbours = new String[elapsed.length];
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] = CompactFields.readText(in);
    }
    return new Mails(neighbours, elapsed);
  }
}
