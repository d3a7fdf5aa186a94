package io.eddy.jobs.featurestore.parquet;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.NodeIdType;
import io.eddy.jobs.featurestore.SnapshotInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * One snapshot in one Parquet file; the footer says which.
 *
 * <p>Not compressed: vectors hardly shrink, and Parquet's codecs want all of Hadoop.
 */
final class SnapshotFile {
  private final Path path;
  private final FeatureNames names;

  SnapshotFile(Path path, FeatureNames names) {
    this.path = path;
    this.names = names;
  }

  void write(EmbeddingSnapshot snapshot) throws IOException {
    try (ParquetWriter<Integer> writer =
        new RowWriteSupport.Builder(new LocalOutputFile(path), snapshot, names)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (int row = 0; row < snapshot.info().nodes(); row++) {
        writer.write(row);
      }
    }
  }

  /**
   * Which snapshot the footer names.
   *
   * @throws FeatureStoreException if the file cannot be read or is of another program
   */
  SnapshotInfo info() {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(path),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return SnapshotInfo.of(reader.getFileMetaData().getKeyValueMetaData(), "'" + path + "'");
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  /**
   * All of it.
   *
   * @throws FeatureStoreException if the file cannot be read or has other columns
   */
  EmbeddingSnapshot read() {
    SnapshotInfo info = info();
    String[] nodes = new String[info.nodes()];
    float[] vectors = new float[Math.multiplyExact(info.nodes(), info.dimension())];
    int row = 0;
    try (ParquetReader<Group> reader = new GroupReader(new LocalInputFile(path)).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        nodes[row] =
            names.idType() == NodeIdType.INT64
                ? Long.toString(group.getLong(names.entity(), 0))
                : group.getString(names.entity(), 0);
        Group list = group.getGroup(names.embedding(), 0);
        for (int i = 0; i < info.dimension(); i++) {
          vectors[row * info.dimension() + i] =
              list.getGroup(EmbeddingSchema.LIST, i).getFloat(EmbeddingSchema.ELEMENT, 0);
        }
        row++;
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
    return new EmbeddingSnapshot(info, Arrays.asList(nodes), vectors);
  }

  private FeatureStoreException unreadable(Exception e) {
    return e instanceof FeatureStoreException known
        ? known
        : new FeatureStoreException(
            "cannot read the snapshot '%s' with columns %s, %s: %s"
                .formatted(path, names.entity(), names.embedding(), e),
            e);
  }

  /** Parquet wants its readers built like this. */
  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
