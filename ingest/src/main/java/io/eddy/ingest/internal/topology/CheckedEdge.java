package io.eddy.ingest.internal.topology;

/**
 * An edge on its way from VALIDATE to DEDUPLICATE, encoded once. Its key is the event id.
 *
 * @param src UTF-8 of the source's id, the key in {@code .edges}
 * @param timeMillis event time in epoch milliseconds, not negative
 * @param framed framed Avro, the value in {@code .edges}
 */
record CheckedEdge(byte[] src, long timeMillis, byte[] framed) {}
