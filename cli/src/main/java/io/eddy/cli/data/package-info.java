/**
 * Data sets for replay and evaluation: the catalogue of public edge streams and where their files
 * are, readers of their formats and of a user's own CSV file, and the seeded generator of payments
 * for when no data set is at hand.
 *
 * <p>A data set is read whole into memory, sorted by time. Files are found in the folder that the
 * environment variable {@code EDDY_DATA} names, else in the checkout's {@code ../shared/data}, else
 * in a cache folder, into which {@link io.eddy.cli.data.DataCatalog#fetch} downloads what has a
 * public home, checked by SHA-256.
 */
@NullMarked
package io.eddy.cli.data;

import org.jspecify.annotations.NullMarked;
