package io.eddy.model.eval;

/**
 * An observed link.
 *
 * @param src the source
 * @param dst the destination
 * @param timeMicros event time
 */
public record LinkEvent(String src, String dst, long timeMicros) {}
