/** Pictures of embeddings: a projection to two dimensions, coloured by label, as a PNG file. */
@NullMarked
package io.eddy.cli.plot;

import org.jspecify.annotations.NullMarked;
