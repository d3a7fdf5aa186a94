/** Avro records generated from {@code src/main/avro}: Eddy's data contracts, one a topic. */
package io.eddy.schemas;
