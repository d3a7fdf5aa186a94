package io.eddy.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentsWriterTest {
  @TempDir Path folder;

  @Test
  void oneSeedWritesTheSameBytesOnEveryMachine() throws Exception {
    PaymentsWriter.write(PaymentsSpec.of(42, 20_000), folder, Progress.NONE);

    assertThat(sha256(PaymentsWriter.EVENTS))
        .isEqualTo("d89baafd779b0cec17a715ea58b94f705708ac7021153dbc0a3f1bb94fb766d2");
    assertThat(sha256(PaymentsWriter.LABELS))
        .isEqualTo("47daacf61355403a1a23d8b333986f1677668b4fde16c161b2407a82dba61c8b");
  }

  @Test
  void everyColumnSaysWhatTheGeneratorMade() throws IOException {
    PaymentsSpec spec = PaymentsSpec.of(3, 20_000);
    List<Long> done = new ArrayList<>();
    PaymentsWriter.write(spec, folder, (events, all) -> done.add(events));
    DataSet data = PaymentsGenerator.dataSet(spec);

    List<String> lines = Files.readAllLines(folder.resolve(PaymentsWriter.EVENTS));
    assertThat(lines).hasSize(20_001);
    assertThat(done).endsWith(20_000L);
    for (int i = 0; i < 20_000; i++) {
      String[] columns = lines.get(i + 1).split(",");
      DataEvent event = data.events().get(i);
      assertThat(columns).hasSize(8);
      assertThat(columns[0]).isEqualTo(event.id());
      assertThat(Long.parseLong(columns[1]) * 1000).isEqualTo(event.timeMicros());
      assertThat(columns[2]).isEqualTo(event.src());
      assertThat(columns[3]).isEqualTo(event.dst());
      assertThat(columns[4]).isEqualTo(event.type());
      assertThat((float) Math.log1p(Double.parseDouble(columns[5]))).isEqualTo(event.features()[0]);
      assertThat(Float.parseFloat(columns[6])).isEqualTo(event.features()[1]);
      assertThat(Float.parseFloat(columns[7])).isEqualTo(event.features()[2]);
    }
    assertThat(Files.readAllLines(folder.resolve(PaymentsWriter.LABELS)))
        .hasSize(data.labels().size() + 1)
        .contains("subject,kind,value,known_at,pattern,pattern_id");
    assertThat(folder.resolve(PaymentsWriter.SCHEMA))
        .content()
        .contains("src: account_from", "time: {field: ts, unit: ms}");
  }

  @Test
  void whatWasWrittenReadsBackAsTheGeneratorsOwnDataSet() {
    PaymentsSpec spec = PaymentsSpec.of(5, 20_000);
    PaymentsWriter.write(spec, folder, Progress.NONE);
    DataSet generated = PaymentsGenerator.dataSet(spec);
    assertThat(generated.labels()).isNotEmpty();

    DataSet read =
        DataCatalog.standard()
            .open(folder.resolve(PaymentsWriter.EVENTS).toString(), Progress.NONE);

    assertThat(read.featureNames()).isEqualTo(generated.featureNames());
    assertThat(read.events().stream().map(PaymentsWriterTest::text).toList())
        .isEqualTo(generated.events().stream().map(PaymentsWriterTest::text).toList());
    assertThat(read.labels()).isEqualTo(generated.labels());
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(
            () -> PaymentsWriter.write(PaymentsSpec.of(1, 10), file.resolve("x"), Progress.NONE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot write payments to '" + file.resolve("x") + "'");
  }

  private static String text(DataEvent event) {
    float[] features = event.features().clone();
    for (int i = 0; i < features.length; i++) {
      features[i] += 0f; // -0 is written as 0.
    }
    return event.id()
        + ' '
        + event.src()
        + ' '
        + event.dst()
        + ' '
        + event.timeMicros()
        + ' '
        + Arrays.toString(features)
        + ' '
        + event.type();
  }

  private String sha256(String file) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
