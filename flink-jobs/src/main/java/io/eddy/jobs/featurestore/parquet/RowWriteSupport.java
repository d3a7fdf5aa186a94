package io.eddy.jobs.featurestore.parquet;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.NodeIdType;
import io.eddy.jobs.featurestore.SnapshotInfo;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows of one snapshot, by their number, in the columns of {@link EmbeddingSchema}. */
final class RowWriteSupport extends WriteSupport<Integer> {
  private final EmbeddingSnapshot snapshot;
  private final FeatureNames names;
  private final Binary model;
  private RecordConsumer out;

  @SuppressWarnings("NullAway.Init") // Parquet calls prepareForWrite before any row.
  private RowWriteSupport(EmbeddingSnapshot snapshot, FeatureNames names) {
    this.snapshot = snapshot;
    this.names = names;
    this.model = Binary.fromString(snapshot.info().model());
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    return new WriteContext(EmbeddingSchema.of(names), snapshot.info().asMap());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(Integer row) {
    SnapshotInfo info = snapshot.info();
    String node = snapshot.nodes().get(row);
    out.startMessage();
    out.startField(names.entity(), EmbeddingSchema.NODE);
    if (names.idType() == NodeIdType.INT64) {
      out.addLong(NodeIdType.number(node));
    } else {
      out.addBinary(Binary.fromString(node));
    }
    out.endField(names.entity(), EmbeddingSchema.NODE);
    out.startField(names.embedding(), EmbeddingSchema.VECTOR);
    vector(row * info.dimension(), info.dimension());
    out.endField(names.embedding(), EmbeddingSchema.VECTOR);
    number(FeatureNames.EVENT_TIMESTAMP, EmbeddingSchema.TIME, info.timeMicros());
    number(FeatureNames.SNAPSHOT_ID, EmbeddingSchema.SNAPSHOT, info.id());
    out.startField(FeatureNames.MODEL_VERSION, EmbeddingSchema.MODEL);
    out.addBinary(model);
    out.endField(FeatureNames.MODEL_VERSION, EmbeddingSchema.MODEL);
    out.endMessage();
  }

  private void vector(int from, int length) {
    out.startGroup();
    if (length > 0) {
      out.startField(EmbeddingSchema.LIST, 0);
      for (int i = from; i < from + length; i++) {
        out.startGroup();
        out.startField(EmbeddingSchema.ELEMENT, 0);
        out.addFloat(snapshot.vectors()[i]);
        out.endField(EmbeddingSchema.ELEMENT, 0);
        out.endGroup();
      }
      out.endField(EmbeddingSchema.LIST, 0);
    }
    out.endGroup();
  }

  private void number(String field, int index, long value) {
    out.startField(field, index);
    out.addLong(value);
    out.endField(field, index);
  }

  /** Parquet wants its writers built like this. */
  static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
    private final RowWriteSupport support;

    Builder(OutputFile file, EmbeddingSnapshot snapshot, FeatureNames names) {
      super(file);
      this.support = new RowWriteSupport(snapshot, names);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
