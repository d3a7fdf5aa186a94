/**
 * The option that says on which device tensors are computed, for every job and command that
 * computes with them.
 */
@NullMarked
package io.eddy.jobs.device;

import org.jspecify.annotations.NullMarked;
