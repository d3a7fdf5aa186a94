/**
 * What every subcommand shares: where its settings come from, how it prints tables and JSON, how it
 * says that it cannot do its work, and how it learns that it shall stop.
 */
@NullMarked
package io.eddy.cli.console;

import org.jspecify.annotations.NullMarked;
