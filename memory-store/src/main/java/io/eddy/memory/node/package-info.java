/**
 * The neural memory of a node: a vector that events change, when it last changed, and a mailbox of
 * its most recent mails, each with a copy of the neighbour's memory, so that an embedding reads
 * nothing but the node's own state. Neutral to the model: the dimensions are given, and nothing
 * here computes. Layouts are versioned; vectors are kept in single or half precision.
 */
@NullMarked
package io.eddy.memory.node;

import org.jspecify.annotations.NullMarked;
