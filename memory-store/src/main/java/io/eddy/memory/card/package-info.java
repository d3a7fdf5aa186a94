/**
 * What is known of a destination that may be recommended: its candidate card. Cards are small
 * immutable values, so that one card may stand in keyed state, in a table of all candidates and on
 * its way to another operator at once.
 */
@NullMarked
package io.eddy.memory.card;

import org.jspecify.annotations.NullMarked;
