/**
 * Eddy's options: one dialect ({@code eddy.*} keys in YAML or as overrides), typed and documented
 * as constants beside the code that reads them, checked at start with every problem reported at
 * once.
 */
@NullMarked
package io.eddy.config;

import org.jspecify.annotations.NullMarked;
