/** Eddy's topics, and the options by which every part of Eddy finds the broker and the registry. */
@NullMarked
package io.eddy.schemas.topics;

import org.jspecify.annotations.NullMarked;
