/**
 * The adapter to Flink, and the only place of this module that knows it: serializers for state and
 * records whose values carry their layout version, one snapshot class for all of them, and type
 * information. Other modules subclass {@link io.eddy.memory.flink.VersionedSerializer} for their
 * own records instead of falling back to Kryo.
 */
@NullMarked
package io.eddy.memory.flink;

import org.jspecify.annotations.NullMarked;
