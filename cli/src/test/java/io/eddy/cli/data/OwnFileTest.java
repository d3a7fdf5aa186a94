package io.eddy.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnFileTest {
  @TempDir Path folder;

  @Test
  void secondsFractionsAndIsoTimesAreReadAndSorted() throws IOException {
    DataSet data =
        open(
            """
            src,dst,time,amount,score
            a,b,20,1.5,-2
            b,c,10.25,0,0

            c,d,1970-01-01T01:00:15.000001+01:00,3,4
            """);

    assertThat(data.name()).isEqualTo("own");
    assertThat(data.featureNames()).containsExactly("amount", "score");
    assertThat(data.events())
        .extracting(DataEvent::id, DataEvent::src, DataEvent::timeMicros)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("own-1", "b", 10_250_000L),
            org.assertj.core.groups.Tuple.tuple("own-2", "c", 15_000_001L),
            org.assertj.core.groups.Tuple.tuple("own-0", "a", 20_000_000L));
    assertThat(data.events().get(2).features()).containsExactly(1.5f, -2f);
    assertThat(data.labels()).isEmpty();
  }

  @Test
  void aColumnNamedTypeIsTheKindOfEdgeAndNoFeature() throws IOException {
    DataSet data =
        open(
            """
            src,dst,time,amount,type,score
            a,b,10,1.5,deleted,-2
            b,c,20,3,,4
            """);

    assertThat(data.featureNames()).containsExactly("amount", "score");
    assertThat(data.events()).extracting(DataEvent::type).containsExactly("deleted", "");
    assertThat(data.events().get(0).features()).containsExactly(1.5f, -2f);
  }

  @Test
  void eventsOfOneTimeKeepTheirOrder() throws IOException {
    StringBuilder text = new StringBuilder("src,dst,time\n");
    for (int i = 0; i < 100; i++) {
      text.append("n").append(i).append(",x,").append(i % 2).append('\n');
    }
    assertThat(open(text.toString()).events().subList(0, 3))
        .extracting(DataEvent::src)
        .containsExactly("n0", "n2", "n4");
  }

  @Test
  void aGzippedFileIsRead() throws IOException {
    Path file = folder.resolve("own.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("src,dst,time\na,b,1\n".getBytes(StandardCharsets.UTF_8));
    }
    DataSet data = DataCatalog.standard().open(file.toString(), Progress.NONE);
    assertThat(data.name()).isEqualTo("own");
    assertThat(data.events()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,soon,1    | 'soon', is no time",
        "a,b,1.,1      | '1.', is no time",
        "a,b,9999999999999999,1 | is no time",
        "a,b,2026-01-01T00:00:00,1 | ISO-8601 with an offset",
        "a,b,1         | expected the columns src,dst,time,x",
        "a,b,1,2,3     | expected the columns src,dst,time,x",
        ",b,1,2        | column 1 is empty",
        "a,b,1,much    | 'much', is no number",
        "a,b,1,NaN     | column 4 is not finite",
        "a,b,1,1e300   | column 4 is not finite",
      })
  void aBadLineIsQuotedWithItsNumber(String line, String problem) {
    assertThatThrownBy(() -> open("src,dst,time,x\na,b,1,2\n" + line + "\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("own.csv, line 3: ")
        .hasMessageContaining(problem)
        .hasMessageContaining("the line is '" + line + "'");
  }

  @Test
  void aHeaderOfAnotherKindAndAnEmptyFileAreRefused() {
    assertThatThrownBy(() -> open("from,to,when\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 1: expected the header src,dst,time");
    assertThatThrownBy(() -> open(""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is empty");
  }

  private DataSet open(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("own.csv"), text);
    return DataCatalog.standard().open(file.toString(), Progress.NONE);
  }
}
