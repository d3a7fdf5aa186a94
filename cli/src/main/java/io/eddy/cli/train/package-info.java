/**
 * Trains models on a data set and writes them as bundles; {@code eddy train}. A training that was
 * interrupted goes on when the same command is given again.
 */
@NullMarked
package io.eddy.cli.train;

import org.jspecify.annotations.NullMarked;
