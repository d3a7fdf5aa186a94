package io.eddy.ingest.internal.topology;

/**
 * An edge on its way from VALIDATE to DEDUPLICATE, encoded once. Its key is the event id and its
 * timestamp the event time.
 *
 * @param src UTF-8 of the source's id, the key in {@code .edges}
 * @param framed framed Avro, the value in {@code .edges}
 */
record CheckedEdge(byte[] src, byte[] framed) {}
