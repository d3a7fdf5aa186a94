/**
 * Training of the link ranker on DJL and PyTorch: candidate sampling, rows of features kept on disk
 * as 16-bit floats, the network, the listwise loss, AdamW, and a loop that looks at validation
 * after every epoch and can be taken up again after one. What it makes is plain {@link
 * io.eddy.model.ranker.RankerParameters}; only this package needs a tensor library at run time.
 */
@NullMarked
package io.eddy.model.train;

import org.jspecify.annotations.NullMarked;
