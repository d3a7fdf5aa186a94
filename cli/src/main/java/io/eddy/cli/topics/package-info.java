/**
 * Eddy's topics on a broker: creating them with the right cleanup policy and timestamps, and
 * telling what is in them; {@code eddy topics}.
 */
@NullMarked
package io.eddy.cli.topics;

import org.jspecify.annotations.NullMarked;
