package io.eddy.cli.data;

import java.net.URI;

/**
 * A data set's file: its place, its public home, its checksum and its format.
 *
 * @param path relative to a data folder, as it is stored; a plain file may also be there with
 *     {@code .gz} added
 * @param url public home
 * @param sha256 of the content as {@code packing} defines it, lower-case hexadecimal
 * @param packing what a download goes through before it is stored
 * @param format how it is read
 */
public record DataFile(String path, URI url, String sha256, Packing packing, DataFormat format) {

  /** What a download goes through before it is stored, and what its checksum is of. */
  public enum Packing {
    /** Stored as it comes; checksum of those bytes. */
    AS_IS,
    /** Comes gzipped and is stored so; checksum of the content, as gzip may be redone. */
    GZIP,
    /**
     * Comes as a JODIE file with hundreds of feature columns; stored as {@code u,i,ts,label},
     * checksum of that.
     */
    JODIE
  }
}
