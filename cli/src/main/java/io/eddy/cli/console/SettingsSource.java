package io.eddy.cli.console;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;

/**
 * A command whose own options set {@code eddy.*} options as well. What it gives is checked before
 * the command runs, in place of {@link SharedOptions#settings}.
 */
public interface SettingsSource {
  /**
   * The settings with the command's own options laid over them.
   *
   * @throws InvalidSettingsException if the configuration file cannot be read
   */
  Settings settings();
}
