/**
 * Measures how well a predictor ranks the links of a data set, offline, by the published protocol;
 * {@code eddy evaluate}.
 */
@NullMarked
package io.eddy.cli.evaluate;

import org.jspecify.annotations.NullMarked;
