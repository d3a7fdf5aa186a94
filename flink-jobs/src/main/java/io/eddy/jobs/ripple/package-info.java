/**
 * Ripples: what goes on in the graph after an event has changed the memory of its two nodes. Copies
 * of the changed memory in the mails of other nodes are refreshed, and waves of AMP messages change
 * memories farther away, hop by hop, while energy is left. Nothing here knows Flink's runtime or
 * the visits of an event; a node program hands its calls on.
 */
@NullMarked
package io.eddy.jobs.ripple;

import org.jspecify.annotations.NullMarked;
