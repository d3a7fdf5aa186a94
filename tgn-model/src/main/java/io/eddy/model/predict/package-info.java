/**
 * Link predictors: what scores the destinations a source may go to next. A predictor sees a {@link
 * io.eddy.model.predict.LinkQuery} and either a dense table of candidates or a single card, and
 * everything it sees is the state before the event. The training-free rules are here; learned
 * models implement the same interface.
 */
@NullMarked
package io.eddy.model.predict;

import org.jspecify.annotations.NullMarked;
