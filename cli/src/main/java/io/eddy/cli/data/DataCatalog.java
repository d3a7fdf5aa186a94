package io.eddy.cli.data;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.data.DataFile.Packing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data sets that Eddy knows by name, and the way to open them or a user's own file. */
public final class DataCatalog {
  /** Name of the generated data set, which needs no file. */
  public static final String PAYMENTS = "payments";

  /** Name of the generated data set whose fraud shows two hops away only. */
  public static final String RELAYS = "relays";

  private static final List<CatalogEntry> STANDARD =
      List.of(
          new CatalogEntry(
              "wikipedia",
              "edits of Wikipedia pages, 157,474 events, 8,227 users, 1,000 pages; label: user banned after this edit",
              "JODIE (Kumar et al., KDD 2019), Stanford SNAP; the same events as tgbl-wiki-v2; text features left out",
              new DataFile(
                  "wikipedia/wikipedia.csv",
                  URI.create("https://snap.stanford.edu/jodie/wikipedia.csv"),
                  "17063597c14986cbdd3fc98c0ec6ea8ac9858e8b35287a02d97b98ccbc1da117",
                  Packing.JODIE,
                  DataFormats::wikipedia)),
          new CatalogEntry(
              "collegemsg",
              "messages between students, 59,835 events, 1,899 nodes",
              "CollegeMsg (Panzarasa et al., 2009), Stanford SNAP",
              new DataFile(
                  "collegemsg/CollegeMsg.txt.gz",
                  URI.create("https://snap.stanford.edu/data/CollegeMsg.txt.gz"),
                  "e00ba2415373dee52c00616065bcceaa4750e78de60d1855c76470600f10740f",
                  Packing.GZIP,
                  DataFormats::snap)),
          new CatalogEntry(
              "mathoverflow",
              "answers and comments, 506,550 events, 24,818 nodes",
              "sx-mathoverflow (Paranjape et al., WSDM 2017), Stanford SNAP; content CC BY-SA",
              new DataFile(
                  "mathoverflow/sx-mathoverflow.txt.gz",
                  URI.create("https://snap.stanford.edu/data/sx-mathoverflow.txt.gz"),
                  "2bf52f784cdba69730f912633aa1414b381059406ded2c38bc37658ead5b0773",
                  Packing.GZIP,
                  DataFormats::snap)),
          new CatalogEntry(
              "bitcoinotc",
              "who trusts whom on a Bitcoin market, 35,592 ratings, 5,881 users",
              "soc-sign-bitcoin-otc (Kumar et al., ICDM 2016), Stanford SNAP",
              new DataFile(
                  "bitcoinotc/soc-sign-bitcoinotc.csv.gz",
                  URI.create("https://snap.stanford.edu/data/soc-sign-bitcoinotc.csv.gz"),
                  "76bd9d8f1d3ff9a1813d9fc8e6902a0ee4d0a2f8c1003842dbc9ec79149ab60c",
                  Packing.GZIP,
                  DataFormats::bitcoin)),
          new CatalogEntry(
              "amlsim",
              "synthetic bank transfers with planted money laundering, 120,558 events, 20,000 accounts, 1,804 of them fraudulent",
              "IBM AMLSim sample, Apache-2.0",
              new DataFile(
                  "amlsim/20K_fanin200cycle200.tgz",
                  URI.create(
                      "https://raw.githubusercontent.com/IBM/AMLSim/b4fd658aebdd90ccb3523c78c8a53e3161a53c1b/sample/20K_fanin200cycle200.tgz"),
                  "f187bc5784223cdee137ac603164f7183fd58f114090f39e2a12543b6bf48319",
                  Packing.AS_IS,
                  AmlSim::read)),
          new CatalogEntry(
              PAYMENTS,
              "generated payments, transfers and logins, 200,000 events, 2,000 accounts, planted fraud with labels",
              "eddy data generate, seed 1",
              null),
          new CatalogEntry(
              RELAYS,
              "generated payments whose fraud shows two hops away only, 12,000 events, 3,000 accounts, labels of payments",
              "generated, seed 1",
              null));
  private static final PaymentsSpec GENERATED = PaymentsSpec.of(1, 200_000);
  private static final long GENERATED_RELAYS = 12_000;

  private final List<CatalogEntry> entries;
  private final DataFolders folders;

  /** A catalogue of given entries, with their files in given folders. */
  DataCatalog(List<CatalogEntry> entries, DataFolders folders) {
    this.entries = List.copyOf(entries);
    this.folders = folders;
  }

  /**
   * Eddy's own catalogue, with the folders of this process' environment.
   *
   * @throws DataException if {@code EDDY_DATA} names no folder
   */
  public static DataCatalog standard() {
    return new DataCatalog(
        STANDARD,
        DataFolders.of(
            System.getenv(), Path.of(""), Path.of(System.getProperty("user.home", "."))));
  }

  /** Every data set known by name. */
  public List<CatalogEntry> entries() {
    return entries;
  }

  /**
   * Where a data set's file is; empty where it is at hand in no folder, and for a generated one.
   *
   * @throws DataException if no data set has this name
   */
  public Optional<Path> path(String name) {
    DataFile file = entry(name).file();
    return file == null ? Optional.empty() : folders.find(file.path());
  }

  /**
   * Downloads a data set into the cache, unless it is at hand already.
   *
   * @return where the file is
   * @throws DataException if there is no such data set, its home cannot be reached, or what came
   *     has another checksum
   */
  public Path fetch(String name, Progress progress) {
    DataFile file = requireFile(name);
    return folders
        .find(file.path())
        .orElseGet(
            () -> {
              Path target = folders.inCache(file.path());
              new Download(file, progress).into(target);
              return target;
            });
  }

  /**
   * The file of a data set, wherever it is.
   *
   * @throws DataException if no data set has this name, or it is a generated one
   */
  DataFile requireFile(String name) {
    DataFile file = entry(name).file();
    if (file == null) {
      throw new DataException(
          "'%s' is generated and has no file of its own%s"
              .formatted(
                  name,
                  name.equals(PAYMENTS)
                      ? "; write one with: eddy data generate --out FOLDER"
                      : ""));
    }
    return file;
  }

  /**
   * Reads a data set, fetching it first where it is not at hand.
   *
   * @param nameOrFile a name of this catalogue, or a CSV file with the header {@code src,dst,time}
   *     and then any feature columns: time in seconds since 1970 or ISO-8601 with an offset,
   *     features as numbers, a column {@code type} the kind of edge; gzipped or not
   * @throws DataException if it is neither, cannot be fetched, or has a line that cannot be read
   */
  public DataSet open(String nameOrFile, Progress progress) {
    boolean named = entries.stream().anyMatch(entry -> entry.name().equals(nameOrFile));
    Path own = Path.of(nameOrFile);
    if (!named && Files.isRegularFile(own)) {
      return read(DataFormats::csv, nameOf(own), own);
    }
    DataFile file = entry(nameOrFile).file();
    if (file == null) {
      return nameOrFile.equals(RELAYS)
          ? RelaysGenerator.dataSet(1, GENERATED_RELAYS)
          : PaymentsGenerator.dataSet(GENERATED);
    }
    return read(file.format(), nameOrFile, fetch(nameOrFile, progress));
  }

  /**
   * Reads a data set of the standard catalogue, and shows on standard error how far its download
   * is.
   *
   * @param nameOrFile as {@link #open} takes it
   * @throws DataException as {@link #open} does
   */
  public static DataSet openStandard(String nameOrFile) {
    try (ProgressDisplay download = ProgressDisplay.of("fetching " + nameOrFile, "bytes")) {
      return standard().open(nameOrFile, download::at);
    }
  }

  private CatalogEntry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "no data set and no file '%s'; data sets: %s"
                        .formatted(
                            name,
                            entries.stream()
                                .map(CatalogEntry::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static DataSet read(DataFormat format, String name, Path file) {
    try {
      return format.read(name, file);
    } catch (IOException e) {
      throw new DataException("cannot read '%s': %s".formatted(file, e), e);
    }
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.replaceFirst("\\.gz$", "").replaceFirst("\\.[^.]*$", "");
  }
}
