package io.eddy.model.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 in lower-case hexadecimal. */
final class Checksums {
  private Checksums() {}

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
