/**
 * Where schema ids come from: fixed ones ({@code none}), or a registry server that speaks
 * Confluent's API, which Apicurio offers under {@code /apis/ccompat/v7}.
 */
@NullMarked
package io.eddy.schemas.registry;

import org.jspecify.annotations.NullMarked;
