/**
 * Inference with scalable message passing networks in plain Java: a parallel kernel over compressed
 * sparse rows in which a row is aggregated, multiplied and normalised while it is in the cache.
 * Needs no tensor library.
 */
@NullMarked
package io.eddy.model.smpnn.engine;

import org.jspecify.annotations.NullMarked;
