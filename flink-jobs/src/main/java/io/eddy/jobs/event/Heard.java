package io.eddy.jobs.event;

import io.eddy.jobs.ripple.Ripple;
import org.jspecify.annotations.Nullable;

/**
 * A ripple on its way.
 *
 * @param ripple what a node tells another
 * @param model with which the receiver computes its reaction; null where there is none
 */
public record Heard(Ripple ripple, @Nullable Release model) implements Visit {}
