package io.eddy.jobs.event;

import io.eddy.jobs.ripple.Ripple;

/**
 * A ripple on its way.
 *
 * @param ripple what a node tells another
 */
public record Heard(Ripple ripple) implements Visit {}
