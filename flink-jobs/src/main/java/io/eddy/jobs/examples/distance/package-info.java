/**
 * Shortest-path distances from a start node while edges arrive: every node keeps its best distance
 * and its successors, and tells them when the distance improves. The distances are right whenever
 * no message is in flight, whatever order messages and edges came in.
 */
@NullMarked
package io.eddy.jobs.examples.distance;

import org.jspecify.annotations.NullMarked;
