/**
 * The visits of an event to its two nodes, as keyed functions: offer at the source, settle at the
 * destination. Each reads and changes only the state of the node it is at.
 */
@NullMarked
package io.eddy.jobs.node;

import org.jspecify.annotations.NullMarked;
