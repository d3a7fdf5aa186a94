package io.eddy.cli.data;

/**
 * One edge of a data set.
 *
 * @param id {@code <data set>-<row>}, the row counted from 0 in the order of the original file
 * @param src the node that acts
 * @param dst the node that is acted on
 * @param timeMicros event time, microseconds since 1970 (or since the data set's own zero)
 * @param features edge features, as long as the data set's feature names; shared, not to be changed
 * @param type kind of edge; empty where there is one kind
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every number; nobody compares events.
public record DataEvent(
    String id, String src, String dst, long timeMicros, float[] features, String type) {}
