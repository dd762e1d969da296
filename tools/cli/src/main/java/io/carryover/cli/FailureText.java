package io.carryover.cli;

import io.carryover.cli.command.CommandFailure;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.inference.onnx.InferenceException;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** Failures that a person can mend, in one line; anything else is a defect and shows its stack. */
final class FailureText {

  private FailureText() {}

  static Optional<String> of(Exception failure) {
    if (failure instanceof CommandFailure
        || failure instanceof InvalidImageException
        || failure instanceof RejectedException
        || failure instanceof InferenceException) {
      return Optional.of(failure.getMessage());
    }
    if (failure instanceof KafkaException) {
      return Optional.of(
          "the broker failed or went away; is ./carryover serve still up? " + failure.getMessage());
    }
    return file(failure);
  }

  private static Optional<String> file(Exception failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return Optional.of(wrapped(wrapped));
    }
    return failure instanceof IOException plain ? Optional.of(plain(plain)) : Optional.empty();
  }

  /** The outer message is left out where it only repeats the inner exception. */
  private static String wrapped(UncheckedIOException failure) {
    String inner = plain(failure.getCause());
    String outer = failure.getMessage();
    return outer == null || outer.equals(failure.getCause().toString())
        ? inner
        : outer + "; " + inner;
  }

  /** The exceptions of java.nio.file name the file and leave the reason to their type. */
  private static String plain(IOException failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file or folder " + missing.getFile();
    }
    if (failure instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (failure instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getFile() + ": " + fault.getReason();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
