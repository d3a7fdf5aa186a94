/**
 * Training of networks over graphs: what to learn (classes of nodes, links of the next window,
 * hidden attributes), in which batches (the whole graph, drawn neighbours, clusters with halo), and
 * the loop that fits, looks at validation and can be taken up again.
 */
@NullMarked
package io.eddy.model.smpnn.train;

import org.jspecify.annotations.NullMarked;
