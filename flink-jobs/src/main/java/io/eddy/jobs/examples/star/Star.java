package io.eddy.jobs.examples.star;

import java.util.List;

/**
 * A star, as its center is told of it. Leaves need no event.
 *
 * @param center the node in the middle
 * @param leaves its neighbours, which have no other
 */
public record Star(String center, List<String> leaves) {}
