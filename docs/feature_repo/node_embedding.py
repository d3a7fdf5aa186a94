"""The embeddings that `eddy snapshot` writes, as Feast sees them.

Names are the defaults of the eddy.features.* options; change both or neither.
Eddy fills the online store itself, so `feast materialize` is not needed.
"""

import os
from datetime import timedelta

from feast import Entity, FeatureView, Field, FileSource, PushSource
from feast.data_format import ParquetFormat
from feast.types import Array, Float32, Int64, String
from feast.value_type import ValueType

# eddy.features.parquet.dir
FOLDER = os.environ.get("EDDY_FEATURES", os.path.expanduser("~/.eddy/features"))

node = Entity(
    name="node",
    join_keys=["node_id"],  # eddy.features.entity
    value_type=ValueType.STRING,  # INT64 with eddy.features.entity-type: int64
)

snapshots = FileSource(
    name="node_embedding_snapshots",
    path=FOLDER,
    file_format=ParquetFormat(),
    timestamp_field="event_timestamp",
)

# Only for eddy.features.stores: feast-push.
push = PushSource(name="node_embedding_push", batch_source=snapshots)

node_embedding = FeatureView(
    name="node_embedding",  # eddy.features.view
    entities=[node],
    ttl=timedelta(days=0),
    schema=[
        Field(name="emb", dtype=Array(Float32)),  # eddy.features.feature
        Field(name="snapshot_id", dtype=Int64),
        Field(name="model_version", dtype=String),
    ],
    source=push,
    online=True,
)
