package io.eddy.schemas.registry;

import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.EdgeLabel;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.LateEvent;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.ModelRelease;
import io.eddy.schemas.NodeEmbedding;
import io.eddy.schemas.NodeMemory;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The registry for {@code registry=none}: Eddy's own schemas under ids that never change. An id
 * names one version of one schema; a new version takes a new id and the old one stays.
 */
final class FixedSchemas implements SchemaRegistry {
  private static final Map<Integer, Schema> BY_ID =
      Map.of(
          101, EdgeEvent.getClassSchema(),
          201, EdgeLabel.getClassSchema(),
          301, EdgeScore.getClassSchema(),
          401, LinkPrediction.getClassSchema(),
          501, NodeMemory.getClassSchema(),
          601, NodeEmbedding.getClassSchema(),
          701, ModelRelease.getClassSchema(),
          801, LateEvent.getClassSchema(),
          901, IngestStatus.getClassSchema());

  @Override
  public int register(String subject, Schema schema) {
    return BY_ID.entrySet().stream()
        .filter(entry -> entry.getValue().equals(schema))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new SchemaRegistryException(
                    "%s is none of Eddy's own schemas; with registry=none only those can be written"
                        .formatted(schema.getFullName()),
                    null));
  }

  @Override
  public Schema byId(int id) {
    Schema schema = BY_ID.get(id);
    if (schema == null) {
      throw new SchemaRegistryException(
          "schema id %d is none of Eddy's fixed ids; was it written with a registry server? Set eddy.registry to its address"
              .formatted(id),
          null);
    }
    return schema;
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    return BY_ID.containsValue(schema);
  }
}
