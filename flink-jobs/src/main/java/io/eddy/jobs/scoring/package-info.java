/** The scoring job: its options, their validation, its graph of operators, and its main class. */
@NullMarked
package io.eddy.jobs.scoring;

import org.jspecify.annotations.NullMarked;
