/**
 * What a source remembers about whom it met: its destinations in order of recency, each with the
 * time of the last visit and a count. This is the state behind the training-free recency rule and
 * behind the pair features of learned rankers, and it lives at the source's key.
 */
@NullMarked
package io.eddy.memory.pair;

import org.jspecify.annotations.NullMarked;
