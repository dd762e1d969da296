package io.carryover.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Numbers of the independent statement of the method, from the test resources. */
public final class Oracle {

  /** Float32 against float64 rounded to float32, forward, as the vectors' README demands. */
  public static final double VALUE_TOLERANCE = 1e-4;

  /** The same for gradients. */
  public static final double GRADIENT_TOLERANCE = 1e-3;

  private Oracle() {}

  /** The array of a file, as float32. */
  public static NDArray array(NDManager manager, String folder, String name) {
    String resource = "/oracles/" + folder + "/" + name + ".npy";
    try (InputStream in = Objects.requireNonNull(Oracle.class.getResourceAsStream(resource))) {
      return NDList.decode(manager, in).head().toType(DataType.FLOAT32, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The weights of a folder by these names. */
  public static Map<String, NDArray> weights(
      NDManager manager, String folder, Iterable<String> names) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    names.forEach(name -> weights.put(name, array(manager, folder, "weight." + name)));
    return weights;
  }

  /** Norm of the difference over the norm of the expected. */
  public static double relativeError(NDArray actual, NDArray expected) {
    if (!actual.getShape().equals(expected.getShape())) {
      throw new AssertionError(actual.getShape() + " differs from " + expected.getShape());
    }
    double[] a = actual.toType(DataType.FLOAT64, false).toDoubleArray();
    double[] b = expected.toType(DataType.FLOAT64, false).toDoubleArray();
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      norm += b[i] * b[i];
    }
    return Math.sqrt(difference / norm);
  }
}
