package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.Dropout;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Dropout (Srivastava et al. 2014): in training a share of the values becomes 0 and the others are
 * scaled up to make up for it. Any shape.
 *
 * <p>On the processor the mask is drawn here, four values of 16 bits from one number: PyTorch's
 * generator takes one number a value, and with it half of a training's time. So on the processor
 * the draw decides alone, and steps can be repeated.
 */
final class Mask {
  private static final int VALUES = 4;
  private static final int BITS = 16;

  private Mask() {}

  /** x with a share dropped; x itself outside of training, where {@code draw} is null. */
  static NDArray drop(NDArray x, double share, @Nullable Random draw) {
    if (draw == null || share == 0) {
      return x;
    }
    if (x.getDevice().isGpu()) {
      return Dropout.dropout(x, (float) share, true).singletonOrThrow();
    }
    float[] mask = draw(Math.toIntExact(x.size()), share, new SplittableRandom(draw.nextLong()));
    // The copy is PyTorch's own: the backward pass reads it when the Java buffer may be gone.
    try (NDArray buffer = x.getManager().create(mask, x.getShape())) {
      return x.mul(buffer.duplicate());
    }
  }

  private static float[] draw(int size, double share, SplittableRandom random) {
    int limit = (int) (share * (1 << BITS));
    int kept = Float.floatToRawIntBits((float) (1 / (1 - (double) limit / (1 << BITS))));
    float[] mask = new float[size];
    for (int i = 0; i < size; i += VALUES) {
      long bits = random.nextLong();
      for (int j = i; j < Math.min(size, i + VALUES); j++) {
        // Below the limit all bits of the sign, and so no bit of the value: no branch to foresee.
        int dropped = (int) (bits & (1 << BITS) - 1) - limit >> Integer.SIZE - 1;
        mask[j] = Float.intBitsToFloat(kept & ~dropped);
        bits >>>= BITS;
      }
    }
    return mask;
  }
}
