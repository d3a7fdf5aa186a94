/**
 * Shows what ingest and the scoring job refused, with the reason, and sends it in again once the
 * cause is mended; {@code eddy dlq}.
 */
@NullMarked
package io.eddy.cli.dlq;

import org.jspecify.annotations.NullMarked;
