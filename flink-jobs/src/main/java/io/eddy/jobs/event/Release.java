package io.eddy.jobs.event;

import java.io.Serializable;

/**
 * A model bundle that the job is to use.
 *
 * @param name name of the model
 * @param version version of the bundle
 * @param uri where the bundle is
 * @param sha256 of the bundle's manifest, lower-case hexadecimal
 */
public record Release(String name, String version, String uri, String sha256)
    implements Serializable {}
