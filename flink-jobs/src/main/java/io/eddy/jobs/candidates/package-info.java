/**
 * Ranking of all known destinations, sharded by destination, and the merge of the shards' answers.
 */
@NullMarked
package io.eddy.jobs.candidates;

import org.jspecify.annotations.NullMarked;
