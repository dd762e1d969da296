package io.carryover.dicomweb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.carryover.runtime.failure.RejectedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.apache.commons.fileupload.ParameterParser;

/** Streams the parts of a multipart/related body into files, never more than a limit. */
final class MultipartFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;
  private final RetrieveLimit limit;
  private long left;

  MultipartFiles(Path directory, RetrieveLimit limit) {
    this.directory = directory;
    this.limit = limit;
    this.left = limit.bytes();
  }

  /**
   * Reads the parts.
   *
   * @param contentType of the body, with its boundary
   * @return a file for each part, in their order
   * @throws RejectedException SERIES_TOO_LARGE, or DICOMWEB_ANSWER_INVALID if it is no multipart
   * @throws IOException if the body breaks off or a file cannot be written
   */
  List<Path> read(Optional<String> contentType, InputStream body) throws IOException {
    MultipartStream parts = new MultipartStream(body, boundary(contentType), BUFFER_BYTES, null);
    try {
      return read(parts);
    } catch (MalformedStreamException e) {
      throw new IOException("the answer breaks off between two parts", e);
    }
  }

  private List<Path> read(MultipartStream parts) throws IOException {
    List<Path> files = new ArrayList<>();
    for (boolean more = parts.skipPreamble(); more; more = parts.readBoundary()) {
      if (files.size() == limit.instances()) {
        throw limit.passed();
      }
      parts.readHeaders();
      files.add(file(parts, files.size() + 1));
    }
    return files;
  }

  private Path file(MultipartStream parts, int number) throws IOException {
    Path file = directory.resolve("instance-%06d.dcm".formatted(number));
    try (OutputStream out = new Limited(Files.newOutputStream(file))) {
      parts.readBodyData(out);
    }
    return file;
  }

  private static byte[] boundary(Optional<String> contentType) {
    ParameterParser parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return contentType
        .map(type -> parser.parse(type, new char[] {';', ','}))
        .filter(parameters -> parameters.containsKey("multipart/related"))
        .map(parameters -> parameters.get("boundary"))
        .map(boundary -> boundary.getBytes(ISO_8859_1))
        .orElseThrow(MultipartFiles::noMultipart);
  }

  private static RejectedException noMultipart() {
    return new RejectedException(
        "DICOMWEB_ANSWER_INVALID", "the DICOMweb server's answer must be multipart/related");
  }

  /** Counts for all files together. */
  private final class Limited extends FilterOutputStream {
    Limited(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      take(1);
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      take(length);
      out.write(bytes, offset, length);
    }

    private void take(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw limit.passed();
      }
    }
  }
}
