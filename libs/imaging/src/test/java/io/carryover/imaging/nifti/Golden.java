package io.carryover.imaging.nifti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A small file and what nibabel reads from it; made by src/test/python/make_nifti_goldens.py.
 *
 * @param name the file's name
 * @param answer nibabel's shape, affine and values
 */
public record Golden(String name, JsonNode answer) {

  /** Every file. */
  public static Stream<Golden> all() {
    try {
      byte[] text = Files.readAllBytes(resource("goldens.json"));
      return StreamSupport.stream(new ObjectMapper().readTree(text).spliterator(), false)
          .map(answer -> new Golden(answer.path("name").asText(), answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files that come with nibabel's as_closest_canonical. */
  public static Stream<Golden> canonical() {
    return all()
        .filter(golden -> golden.answer.has("canonical"))
        .map(golden -> new Golden(golden.name, golden.answer.path("canonical")));
  }

  /** A file beside goldens.json. */
  public static Path resource(String name) {
    try {
      return Path.of(Golden.class.getResource("/nifti/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file itself. */
  public Path file() {
    return resource(name);
  }

  /** The shape. */
  public Shape shape() {
    JsonNode shape = answer.path("shape");
    return new Shape(shape.path(0).asInt(), shape.path(1).asInt(), shape.path(2).asInt());
  }

  /** The affine. */
  public Affine affine() {
    double[][] rows = new double[4][4];
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        rows[row][column] = answer.path("affine").path(row).path(column).asDouble();
      }
    }
    return Affine.ofRows(rows);
  }

  /** The intensities, rounded to float32. */
  public float[] values() {
    JsonNode values = answer.path("values");
    float[] array = new float[values.size()];
    for (int index = 0; index < array.length; index++) {
      array[index] = (float) values.path(index).asDouble();
    }
    return array;
  }

  @Override
  public String toString() {
    return name;
  }
}
