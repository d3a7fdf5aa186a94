package io.eddy.ingest.internal.decode;

/**
 * Stands in a slot for a value that no part of an edge can have, such as an object.
 *
 * @param what the value in words, for the reason
 */
record Wrong(String what) {
  @Override
  public String toString() {
    return what;
  }
}
