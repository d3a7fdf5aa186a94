/**
 * The layouts of lists in the records of the example programs: a count, then the items. Used by the
 * serializers of each example, so that a program that runs in memory needs nothing of it.
 */
@NullMarked
package io.eddy.jobs.examples.layout;

import org.jspecify.annotations.NullMarked;
