/**
 * The commands about models that are served: {@code eddy models release} announces a bundle to
 * running jobs.
 */
@NullMarked
package io.eddy.cli.models;

import org.jspecify.annotations.NullMarked;
