package io.eddy.jobs.featurestore.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.NodeIdType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Columns of the files: entity, vector (a three-level list of floats), event time (microseconds,
 * UTC), snapshot, model. None is null.
 */
final class EmbeddingSchema {
  static final String LIST = "list";
  static final String ELEMENT = "element";

  static final int NODE = 0;
  static final int VECTOR = 1;
  static final int TIME = 2;
  static final int SNAPSHOT = 3;
  static final int MODEL = 4;

  private EmbeddingSchema() {}

  static MessageType of(FeatureNames names) {
    return Types.buildMessage()
        .addField(
            names.idType() == NodeIdType.INT64
                ? Types.required(INT64).named(names.entity())
                : Types.required(BINARY).as(stringType()).named(names.entity()))
        .addField(
            Types.requiredGroup()
                .as(LogicalTypeAnnotation.listType())
                .addField(
                    Types.buildGroup(Repetition.REPEATED)
                        .addField(Types.required(FLOAT).named(ELEMENT))
                        .named(LIST))
                .named(names.embedding()))
        .addField(
            Types.required(INT64)
                .as(timestampType(true, MICROS))
                .named(FeatureNames.EVENT_TIMESTAMP))
        .addField(Types.required(INT64).named(FeatureNames.SNAPSHOT_ID))
        .addField(Types.required(BINARY).as(stringType()).named(FeatureNames.MODEL_VERSION))
        .named("embedding");
  }
}
