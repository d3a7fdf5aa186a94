/**
 * Reads embeddings from the feature stores: a node's own, and the nodes nearest to it; {@code eddy
 * features}.
 */
@NullMarked
package io.eddy.cli.features;

import org.jspecify.annotations.NullMarked;
