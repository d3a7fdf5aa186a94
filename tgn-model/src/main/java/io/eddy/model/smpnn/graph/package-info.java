/**
 * Graphs as arithmetic sees them: a growing list of weighted edges, the compressed sparse rows made
 * of it, outside the heap, and the ways of aggregating neighbours. Building takes time and memory
 * in proportion to nodes plus edges. Nodes are numbered from 0; who they are is the caller's
 * business.
 */
@NullMarked
package io.eddy.model.smpnn.graph;

import org.jspecify.annotations.NullMarked;
