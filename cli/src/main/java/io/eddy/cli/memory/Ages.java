package io.eddy.cli.memory;

import java.util.Locale;

/** Ages for people: the two largest units, or seconds with a fraction. */
final class Ages {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Ages() {}

  /** Such as {@code 3 d 4 h}, {@code 12 min 5 s}, {@code 0.250 s}. */
  static String text(double seconds) {
    long whole = (long) seconds;
    if (whole >= DAY) {
      return String.format(Locale.ROOT, "%,d d %d h", whole / DAY, whole % DAY / HOUR);
    }
    if (whole >= HOUR) {
      return "%d h %d min".formatted(whole / HOUR, whole % HOUR / MINUTE);
    }
    if (whole >= MINUTE) {
      return "%d min %d s".formatted(whole / MINUTE, whole % MINUTE);
    }
    return String.format(Locale.ROOT, "%.3f s", seconds);
  }
}
