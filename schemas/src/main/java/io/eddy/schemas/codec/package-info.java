/**
 * Avro records on the wire: {@code 0x00}, the schema id as a big-endian int32, the Avro binary
 * body. That is the default frame of both Confluent's and Apicurio's registries.
 */
@NullMarked
package io.eddy.schemas.codec;

import org.jspecify.annotations.NullMarked;
