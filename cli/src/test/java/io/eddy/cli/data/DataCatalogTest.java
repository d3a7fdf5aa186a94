package io.eddy.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.schemas.SubjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCatalogTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "wikipedia, 157474, 9227",
    "collegemsg, 59835, 1899",
    "mathoverflow, 506550, 24818",
    "bitcoinotc, 35592, 5881",
    "amlsim, 120558, 20000"
  })
  void realDataSetsHaveTheDocumentedSizesAndAreInTimeOrder(String name, int events, long nodes) {
    DataSet data = TestData.real(name);

    assertThat(data.name()).isEqualTo(name);
    assertThat(data.events()).hasSize(events);
    assertThat(
            data.events().stream()
                .mapMulti(
                    (DataEvent e, java.util.function.Consumer<String> ids) -> {
                      ids.accept(e.src());
                      ids.accept(e.dst());
                    })
                .distinct()
                .count())
        .isLessThanOrEqualTo(nodes)
        .isGreaterThan(nodes * 9 / 10);
    assertThat(data.events())
        .isSortedAccordingTo(Comparator.comparingLong(DataEvent::timeMicros))
        .allSatisfy(e -> assertThat(e.features()).hasSize(data.featureNames().size()));
    assertThat(data.events().stream().map(DataEvent::id).distinct().count()).isEqualTo(events);
  }

  @Test
  void wikipediaKeepsUsersAndPagesApartAndHas217Bans() {
    DataSet data = TestData.real("wikipedia");

    assertThat(data.events().stream().map(DataEvent::src).distinct()).hasSize(8227);
    assertThat(data.events().stream().map(DataEvent::dst).distinct()).hasSize(1000);
    assertThat(data.events()).allMatch(e -> e.src().startsWith("user-"));
    assertThat(data.events()).allMatch(e -> e.dst().startsWith("page-"));
    assertThat(data.labels()).hasSize(157474).allMatch(l -> l.kind() == SubjectKind.EVENT);
    assertThat(data.labels().stream().filter(l -> l.value() == 1)).hasSize(217);
    assertThat(data.events().get(1))
        .usingRecursiveComparison()
        .isEqualTo(
            new DataEvent("wikipedia-1", "user-1", "page-8228", 36_000_000L, new float[0], ""));
  }

  @Test
  void bitcoinRatingsAndFractionalTimesAreRead() {
    DataEvent first = TestData.real("bitcoinotc").events().get(0);

    assertThat(first)
        .usingRecursiveComparison()
        .isEqualTo(
            new DataEvent("bitcoinotc-0", "6", "2", 1289241911_728360L, new float[] {0.4f}, ""));
  }

  @Test
  void amlsimFraudIsKnownAtItsStepAndAllElseOnlyAfterTheLastDay() {
    DataSet data = TestData.real("amlsim");
    long lastEvent = data.events().get(data.events().size() - 1).timeMicros();

    assertThat(data.labels()).hasSize(20_000).allMatch(l -> l.kind() == SubjectKind.NODE);
    assertThat(data.labels().stream().filter(l -> l.value() == 1)).hasSize(1804);
    assertThat(data.labels().stream().filter(l -> l.knownAtMicros() <= lastEvent))
        .hasSize(898)
        .allMatch(l -> l.value() == 1);
    assertThat(data.labels())
        .contains(new DataLabel("144", SubjectKind.NODE, 1, 25 * 86_400_000_000L));
  }

  @Test
  void unsortedFilesAreSortedAndRowsKeepTheirOriginalNumbers() {
    List<DataEvent> events = TestData.real("mathoverflow").events();

    // Line 36,295 of the file is the first that is earlier than the line before it.
    int at =
        IntStream.range(0, events.size())
            .filter(i -> events.get(i).id().equals("mathoverflow-36294"))
            .findFirst()
            .orElseThrow();
    assertThat(at).isNotEqualTo(36294);
    assertThat(events.get(at).src()).isEqualTo("2083");
  }

  @Test
  void anUnknownNameSaysWhichDataSetsThereAre() {
    assertThatThrownBy(() -> catalog().open("wikipeda", Progress.NONE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'wikipeda'")
        .hasMessageContaining(
            "wikipedia, collegemsg, mathoverflow, bitcoinotc, amlsim, payments, relays");
  }

  @Test
  void aFileIsFoundPlainOrGzippedAndTheFirstFolderWins() throws IOException {
    Path first = Files.createDirectories(folder.resolve("first/x"));
    Path cache = Files.createDirectories(folder.resolve("cache/x"));
    DataFolders folders =
        new DataFolders(List.of(folder.resolve("first")), folder.resolve("cache"));

    assertThat(folders.find("x/a.csv")).isEmpty();
    Path cached = Files.writeString(cache.resolve("a.csv"), "");
    assertThat(folders.find("x/a.csv")).contains(cached);
    Path gzipped = Files.writeString(first.resolve("a.csv.gz"), "");
    assertThat(folders.find("x/a.csv")).contains(gzipped);
  }

  @Test
  void theSharedFolderBesideTheCheckoutIsFoundFromInsideIt() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("checkout/.git")).getParent();
    Path inside = Files.createDirectories(checkout.resolve("cli/src"));
    Path data = Files.createDirectories(folder.resolve("shared/data/s"));
    Path file = Files.writeString(data.resolve("f.csv"), "");

    assertThat(DataFolders.of(Map.of(), inside, folder).find("s/f.csv")).contains(file);
    assertThat(DataFolders.of(Map.of(), checkout, folder).find("s/f.csv")).contains(file);
    Path other = Files.createDirectories(folder.resolve("other"));
    assertThat(
            DataFolders.of(Map.of("EDDY_DATA", other.toString()), inside, folder).find("s/f.csv"))
        .isEmpty();
    assertThat(DataFolders.of(Map.of("EDDY_CACHE", "/c"), inside, folder).inCache("s/f.csv"))
        .isEqualTo(Path.of("/c/s/f.csv"));
    assertThatThrownBy(() -> DataFolders.of(Map.of("EDDY_DATA", "/nowhere"), inside, folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("EDDY_DATA is '/nowhere'");
  }

  private DataCatalog catalog() {
    return new DataCatalog(
        DataCatalog.standard().entries(), new DataFolders(List.of(folder), folder));
  }
}
