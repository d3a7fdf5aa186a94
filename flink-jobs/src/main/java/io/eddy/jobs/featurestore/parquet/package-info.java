/**
 * Snapshots as Parquet files, one each, in a folder for each day of event time: Feast's offline
 * side reads them, and Eddy itself when another store has to catch up. A file appears under its
 * name when it is complete. Uses Parquet's own writer without Hadoop's file systems.
 */
@NullMarked
package io.eddy.jobs.featurestore.parquet;

import org.jspecify.annotations.NullMarked;
