/**
 * The evaluation protocol for link prediction on a stream: the chronological split, mean reciprocal
 * rank over all events, and how fresh the state is that a ranking is made from. One sequential
 * engine ranks each event from the state before it and then applies it; offline evaluation uses it
 * and distributed jobs are tested against it.
 */
@NullMarked
package io.eddy.model.eval;

import org.jspecify.annotations.NullMarked;
