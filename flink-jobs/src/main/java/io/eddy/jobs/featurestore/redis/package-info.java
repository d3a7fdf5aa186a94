/**
 * Redis as Feast's online store reads it: entity keys in serialization version 3, one hash an
 * entity with a field for each feature and the event time of each view. Checked against bytes that
 * Feast 0.66 wrote. Feast's own Java server uses an older key layout and is not followed.
 */
@NullMarked
package io.eddy.jobs.featurestore.redis;

import org.jspecify.annotations.NullMarked;
