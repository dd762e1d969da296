package io.carryover.dicomweb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the UIDs of an instance by their tags, explicit VR little endian; enough for a test. */
final class Uids {
  private static final String STUDY = "\040\0\r\0UI";
  private static final String SERIES = "\040\0\016\0UI";
  private static final int HEAD = 6;

  private Uids() {}

  static SeriesId of(Path file) {
    try {
      String bytes = Files.readString(file, ISO_8859_1);
      return new SeriesId(uid(bytes, STUDY), uid(bytes, SERIES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Uid uid(String bytes, String tag) {
    int at = bytes.indexOf(tag);
    int length = bytes.charAt(at + HEAD) + 256 * bytes.charAt(at + HEAD + 1);
    int from = at + HEAD + 2;
    return new Uid(bytes.substring(from, from + length).replace("\0", "").strip());
  }
}
