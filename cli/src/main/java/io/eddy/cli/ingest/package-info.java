/** Runs the ingest in the foreground; {@code eddy ingest}. */
@NullMarked
package io.eddy.cli.ingest;

import org.jspecify.annotations.NullMarked;
