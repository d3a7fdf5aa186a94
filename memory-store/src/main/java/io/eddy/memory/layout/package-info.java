/**
 * The compact binary layouts of what nodes remember. A value starts with one byte, the version of
 * its layout, so a later release reads what an earlier one left in a state backend; integers are
 * variable-length and times are differences. Layouts read and write {@link java.io.DataInput} and
 * {@link java.io.DataOutput} and know no runtime; Flink's views extend those.
 */
@NullMarked
package io.eddy.memory.layout;

import org.jspecify.annotations.NullMarked;
