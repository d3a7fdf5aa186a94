/**
 * Brings snapshots to the feature stores: to the Parquet files first, then to every other store in
 * a thread of its own, in order, again and again while a store is gone. What a store has missed it
 * gets from the files.
 */
@NullMarked
package io.eddy.jobs.delivery;

import org.jspecify.annotations.NullMarked;
