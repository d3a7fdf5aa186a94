package io.eddy.model.tgn.eval;

import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.TgnEngine;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Average precision against one negative an event, per event: each is scored from the state that
 * includes every earlier event.
 *
 * <p>A random negative is drawn uniformly from all destinations; a historical one from those the
 * source had before, other than the present one, and at random where there is none. The draws
 * depend on the seed and the event alone.
 *
 * <p>What was held back from training can be held back from the state too ({@link State}): in a
 * running stream a node that training never saw has a memory like any other, and in the strictest
 * reading of the inductive setting it has none when it first comes up after training.
 */
public final class TgnPrecision {
  /** What the state includes of the training events of unseen nodes. */
  public enum State {
    /** All, as in a stream. */
    WITH_UNSEEN,
    /** None. */
    WITHOUT_UNSEEN
  }

  /**
   * Quality over a part.
   *
   * @param random all events against random negatives
   * @param randomUnseen events of unseen nodes against random negatives
   * @param historical all events against historical negatives
   * @param historicalUnseen events of unseen nodes against historical negatives
   */
  public record Result(
      AveragePrecision random,
      AveragePrecision randomUnseen,
      AveragePrecision historical,
      AveragePrecision historicalUnseen) {
    private Result() {
      this(
          new AveragePrecision(),
          new AveragePrecision(),
          new AveragePrecision(),
          new AveragePrecision());
    }
  }

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private TgnPrecision() {}

  /**
   * Replays a stream.
   *
   * @param unseen nodes whose training events the network never saw
   * @param last the part to end with
   * @param seed of the negatives
   * @param progress told how many events are done
   * @return quality over validation and, if wanted, test
   */
  public static Map<Part, Result> run(
      LinkStream stream,
      TgnSettings settings,
      NamedArrays parameters,
      UnseenNodes unseen,
      State state,
      Part last,
      long seed,
      LongConsumer progress) {
    Map<Part, Result> results = new EnumMap<>(Part.class);
    results.put(Part.VALIDATION, new Result());
    results.put(Part.TEST, new Result());
    PastDestinations past = new PastDestinations();
    int end = stream.end(last);
    int trained = stream.end(Part.TRAINING);
    boolean all = state == State.WITH_UNSEEN;
    EdgeColumns seen = stream.where(i -> i < trained && (all || !unseen.touches(stream, i)));
    int[] src = stream.edges().src();
    int[] dst = stream.edges().dst();
    try (TgnEngine engine = new TgnEngine(settings, parameters)) {
      engine.replay(seen, 0, seen.size());
      for (int i = 0; i < end; i++) {
        Result result = results.get(stream.partOf(i));
        if (result != null) {
          SplittableRandom random = new SplittableRandom(seed * SPREAD + i);
          int[] destinations = stream.destinations();
          int[] others = {
            dst[i],
            destinations[random.nextInt(destinations.length)],
            past.draw(src[i], dst[i], destinations, random)
          };
          float[] logits = engine.logits(src[i], others, stream.edges().timesMicros()[i]);
          add(result.random(), logits[0], logits[1]);
          add(result.historical(), logits[0], logits[2]);
          if (unseen.touches(stream, i)) {
            add(result.randomUnseen(), logits[0], logits[1]);
            add(result.historicalUnseen(), logits[0], logits[2]);
          }
          engine.apply(stream.edges(), i);
        }
        past.add(src[i], dst[i]);
        progress.accept(i + 1);
      }
    }
    return results;
  }

  private static void add(AveragePrecision quality, float positive, float negative) {
    quality.add(positive, true);
    quality.add(negative, false);
  }
}
