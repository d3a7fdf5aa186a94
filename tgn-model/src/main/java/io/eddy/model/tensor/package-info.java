/**
 * What the neural parts share: the tensor engine with its settings, blocks whose shapes are known
 * when they are made, weights drawn from a seed, and parameters as plain named arrays, which are
 * what bundles and checkpoints keep. Needs DJL and PyTorch at run time.
 */
@NullMarked
package io.eddy.model.tensor;

import org.jspecify.annotations.NullMarked;
