/**
 * Starting the nodes' memories anew: a job reads the recent events again to fill its state, and
 * what was written of them before is not written a second time.
 */
@NullMarked
package io.eddy.jobs.reset;

import org.jspecify.annotations.NullMarked;
