/**
 * Model bundles in a running job: which one is in use, which stands in every checkpoint, and the
 * change to another one that was released on the models topic.
 */
@NullMarked
package io.eddy.jobs.models;

import org.jspecify.annotations.NullMarked;
