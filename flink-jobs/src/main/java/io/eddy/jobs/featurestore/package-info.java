/**
 * Where the embeddings of a snapshot are put for others to read: what a snapshot is, what a store
 * promises (a snapshot is visible as a whole or not at all, and never goes back in time), and the
 * options of all stores. The stores themselves are in the packages below.
 */
@NullMarked
package io.eddy.jobs.featurestore;

import org.jspecify.annotations.NullMarked;
