/**
 * The snapshot job inside the {@code eddy} process, and snapshots of files without a job: {@code
 * eddy snapshot}.
 */
@NullMarked
package io.eddy.cli.snapshot;

import org.jspecify.annotations.NullMarked;
