package io.eddy.cli.bench;

import io.eddy.schemas.EdgeEvent;

/** Events one after the other, by event time. */
interface EdgeSource {
  /** The next one. */
  EdgeEvent next();
}
