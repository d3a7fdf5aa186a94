package io.eddy.jobs.scoring;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.config.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code --config FILE} and {@code -Dkey=value} from a job's command line. */
public final class JobArguments {
  private JobArguments() {}

  /**
   * The settings a command line gives; overrides win over the file.
   *
   * @throws InvalidSettingsException for any other argument, or a file that cannot be read
   */
  public static Settings parse(String[] args) {
    Settings settings = Settings.empty();
    Map<String, String> overrides = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      if (args[i].equals("--config") && i + 1 < args.length) {
        settings = SettingsFile.read(Path.of(args[++i]));
      } else if (args[i].startsWith("-D") && equals > 2) {
        overrides.put(args[i].substring(2, equals), args[i].substring(equals + 1));
      } else {
        throw new InvalidSettingsException(
            List.of("argument '%s': expected --config FILE or -Dkey=value".formatted(args[i])));
      }
    }
    return settings.with(overrides, "-D");
  }
}
