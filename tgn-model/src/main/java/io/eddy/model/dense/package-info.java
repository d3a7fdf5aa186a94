/**
 * Affine maps over some rows of single precision at once, for inference in plain Java: by the
 * Vector API where the JVM has it and in loops where it has not, with the same bits. Networks that
 * serve events and those that embed whole graphs have their dense arithmetic from here. Knows
 * nothing of models.
 */
@NullMarked
package io.eddy.model.dense;

import org.jspecify.annotations.NullMarked;
