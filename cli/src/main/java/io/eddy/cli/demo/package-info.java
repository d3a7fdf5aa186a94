/**
 * {@code eddy demo}: the whole of Eddy on one machine, replaying a data set and showing what comes
 * out; and the reading of results that it shares with {@code eddy bench}.
 */
@NullMarked
package io.eddy.cli.demo;

import org.jspecify.annotations.NullMarked;
