/**
 * What the nodes of the graph do with an event: the visits offer, settle and close as a node
 * program of the loop, and what a node remembers.
 */
@NullMarked
package io.eddy.jobs.node;

import org.jspecify.annotations.NullMarked;
