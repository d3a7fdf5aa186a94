package io.eddy.jobs.scoring;

/**
 * Where node state lives: on the heap, or in RocksDB on local disk for state larger than memory.
 */
public enum StateBackendKind {
  HASHMAP,
  ROCKSDB
}
