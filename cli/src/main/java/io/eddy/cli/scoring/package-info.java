/**
 * The scoring job inside the {@code eddy} process: a local Flink cluster with its dashboard; {@code
 * eddy score}. And the whole of Eddy in one process, for {@code eddy demo} and {@code eddy bench}.
 */
@NullMarked
package io.eddy.cli.scoring;

import org.jspecify.annotations.NullMarked;
