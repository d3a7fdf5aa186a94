package io.eddy.cli.features;

import io.eddy.cli.console.CommandException;
import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.featurestore.StoreKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which store a command reads from. */
final class ChosenStore {
  private ChosenStore() {}

  /**
   * The one that was asked for, or the first of those that the settings name.
   *
   * @param wanted as the user wrote it; null for any
   * @param readable kinds that the command can read, the best first
   * @throws CommandException if there is none
   */
  static StoreKind of(@Nullable String wanted, Settings settings, List<StoreKind> readable) {
    String names = readable.stream().map(Option::spelled).collect(Collectors.joining(", "));
    if (wanted != null) {
      return StoreKind.of(wanted)
          .filter(readable::contains)
          .orElseThrow(
              () ->
                  new CommandException(
                      "--store: '%s': expected one of %s".formatted(wanted, names)));
    }
    Set<StoreKind> configured = StoreFactory.kinds(settings);
    return readable.stream()
        .filter(configured::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "none of the stores in eddy.features.stores can be read by this command; give one of %s with --store"
                        .formatted(names)));
  }
}
