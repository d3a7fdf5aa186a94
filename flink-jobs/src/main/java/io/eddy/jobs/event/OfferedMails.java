package io.eddy.jobs.event;

import io.eddy.model.eddy.Mails;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mails that an event's source has before it; they are there when the first visit was computed.
 * Not thread-safe.
 */
public final class OfferedMails {
  private @Nullable Mails mails;

  /** Mails that are still to come. */
  public OfferedMails() {}

  /** The first visit was computed. */
  public void set(Mails found) {
    mails = found;
  }

  /** The mails. */
  public Mails mails() {
    return Objects.requireNonNull(mails, "the first visit is not computed yet");
  }
}
