package io.eddy.cli.train;

import io.eddy.config.Option;
import io.eddy.model.tgn.TgnSettings;
import java.util.Arrays;
import java.util.Iterator;

/** The names of an enum's constants as a user types them, for help and completion. */
abstract sealed class TypedNames implements Iterable<String> {
  private final Enum<?>[] constants;

  private TypedNames(Enum<?>[] constants) {
    this.constants = constants;
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(constants).map(Option::spelled).iterator();
  }

  /** Of embeddings. */
  static final class OfEmbedding extends TypedNames {
    OfEmbedding() {
      super(TgnSettings.Embedding.values());
    }
  }

  /** Of message functions. */
  static final class OfMessageFunction extends TypedNames {
    OfMessageFunction() {
      super(TgnSettings.MessageFunction.values());
    }
  }

  /** Of aggregators. */
  static final class OfAggregator extends TypedNames {
    OfAggregator() {
      super(TgnSettings.Aggregator.values());
    }
  }

  /** Of memory updaters. */
  static final class OfUpdater extends TypedNames {
    OfUpdater() {
      super(TgnSettings.Updater.values());
    }
  }
}
