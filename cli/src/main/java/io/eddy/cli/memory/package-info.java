/**
 * Shows what a running job remembers of a node, from the memory topic: the vector, when it last
 * changed, and the node's last mails with their ages; {@code eddy memory}.
 */
@NullMarked
package io.eddy.cli.memory;

import org.jspecify.annotations.NullMarked;
