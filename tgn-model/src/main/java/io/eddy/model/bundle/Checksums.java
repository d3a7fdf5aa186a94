package io.eddy.model.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 in lower-case hexadecimal. */
final class Checksums {
  private static final int VERSION_LENGTH = 12;

  private Checksums() {}

  /** A short name of a bundle: the first characters of its SHA-256. */
  static String version(String sha256) {
    return sha256.substring(0, VERSION_LENGTH);
  }

  /** Of each file, by name. */
  static Map<String, String> sha256(Map<String, byte[]> files) {
    Map<String, String> checksums = new TreeMap<>();
    files.forEach((name, bytes) -> checksums.put(name, sha256(bytes)));
    return checksums;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256, but not this one", e);
    }
  }
}
