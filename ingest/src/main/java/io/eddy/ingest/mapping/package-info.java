/**
 * How a user's record becomes an edge: which field is the source, the destination, the time, the
 * event id, the kind, and which fields make up the features. A mapping is a YAML file read by
 * {@link io.eddy.ingest.mapping.MappingFile}; without one, {@link
 * io.eddy.ingest.mapping.Mapping#standard} describes Eddy's own JSON.
 *
 * <p>A field is named by a dotted path: {@code payer.account} is the field {@code account} of the
 * object {@code payer}. In CSV it is the name of a column as declared, dots included.
 */
@NullMarked
package io.eddy.ingest.mapping;

import org.jspecify.annotations.NullMarked;
