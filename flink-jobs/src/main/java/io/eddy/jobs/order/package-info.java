/**
 * Event-time order: events wait for the watermark and leave sorted; what comes behind it is late
 * and goes to its own stream.
 */
@NullMarked
package io.eddy.jobs.order;

import org.jspecify.annotations.NullMarked;
