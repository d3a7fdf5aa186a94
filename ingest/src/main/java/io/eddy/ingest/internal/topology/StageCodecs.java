package io.eddy.ingest.internal.topology;

import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.Topic;

/** The codecs of one task; they reuse buffers, so no two tasks may share them. */
record StageCodecs(FramedCodec<EdgeEvent> edge, FramedCodec<IngestStatus> status) {
  static StageCodecs of(SchemaRegistry registry, String prefix) {
    return new StageCodecs(
        new FramedCodec<>(EdgeEvent.class, registry, Topic.EDGES.name(prefix)),
        new FramedCodec<>(IngestStatus.class, registry, Topic.INGEST_STATUS.name(prefix)));
  }
}
