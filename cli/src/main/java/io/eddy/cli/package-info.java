/**
 * The {@code eddy} command: its entry point, its subcommands and the list of every option that a
 * configuration may hold.
 *
 * <p>Each subcommand is a small class in the package of what it works on; this package only puts
 * them together, so nothing depends on it.
 */
@NullMarked
package io.eddy.cli;

import org.jspecify.annotations.NullMarked;
