/**
 * Message passing over tensors with gradients, for training: the message, aggregate and update
 * steps as an interface with its instances, and networks of them as DJL blocks. Graphs come as
 * sparse matrices in coordinates. Needs DJL and PyTorch at run time.
 */
@NullMarked
package io.eddy.model.smpnn.block;

import org.jspecify.annotations.NullMarked;
