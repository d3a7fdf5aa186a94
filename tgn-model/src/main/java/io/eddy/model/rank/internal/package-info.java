/** The bounded heap behind a ranking; nobody outside the ranking uses it. */
@NullMarked
package io.eddy.model.rank.internal;

import org.jspecify.annotations.NullMarked;
