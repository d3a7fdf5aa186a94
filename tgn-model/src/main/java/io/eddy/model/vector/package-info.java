/**
 * Elementary functions over arrays of single precision for inference in plain Java, written so that
 * the JIT compiler turns their loops into vector instructions. Knows nothing of models.
 */
@NullMarked
package io.eddy.model.vector;

import org.jspecify.annotations.NullMarked;
