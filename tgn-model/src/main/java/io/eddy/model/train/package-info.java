/**
 * Training on DJL and PyTorch. The link ranker: candidate sampling, rows of features kept on disk
 * as 16-bit floats, the network and the listwise loss. The temporal graph network: batches of the
 * stream in their order, negatives and the binary loss. Both share AdamW, the learning rate and a
 * loop that looks at validation after every epoch and can be taken up again after one. What comes
 * out is plain: {@link io.eddy.model.ranker.RankerParameters} and {@link
 * io.eddy.model.tensor.NamedArrays}.
 */
@NullMarked
package io.eddy.model.train;

import org.jspecify.annotations.NullMarked;
