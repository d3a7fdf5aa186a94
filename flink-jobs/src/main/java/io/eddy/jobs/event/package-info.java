/**
 * What travels between the operators of the scoring job, and the versioned serializers for it. All
 * of it is immutable or treated as such.
 */
@NullMarked
package io.eddy.jobs.event;

import org.jspecify.annotations.NullMarked;
