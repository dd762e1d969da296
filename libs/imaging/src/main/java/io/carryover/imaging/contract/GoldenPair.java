package io.carryover.imaging.contract;

import static io.carryover.imaging.contract.ContractException.Rule.CONTRADICTION;
import static io.carryover.imaging.contract.ContractException.Rule.DIGEST_DIFFERS;
import static io.carryover.imaging.contract.ContractException.Rule.MALFORMED_VALUE;
import static io.carryover.imaging.contract.ContractException.Rule.OUT_OF_RANGE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One input and the logits that the training network gave for it. A server that gets other logits
 * from the file does not run the network that was trained.
 *
 * <p>In the metadata: the shape as text, both arrays as base64 of little-endian float32 in C order,
 * and the SHA-256 of shape text, input bytes and logits bytes in this order.
 */
public final class GoldenPair {

  private static final String SHAPE = "carryover.golden.shape";
  private static final String INPUT = "carryover.golden.input";
  private static final String LOGITS = "carryover.golden.logits";
  private static final String SHA256 = "carryover.golden.sha256";

  private static final int AXES = 5;
  private static final int CLASSES = 2;
  private static final int MOST_VOXELS = 1 << 20;

  private final int[] shape;
  private final float[] input;
  private final float[] logits;

  /**
   * A pair; the arrays are copied.
   *
   * @param shape shape of the input, (N, 1, D, H, W), at most 2^20 voxels
   * @param input N x D x H x W values in C order
   * @param logits (N, 2, D, H, W) in C order
   * @throws ContractException if the lengths do not belong to the shape, a value is not finite, or
   *     all logits are 0
   */
  public GoldenPair(int[] shape, float[] input, float[] logits) {
    int voxels = voxels(shape);
    this.shape = shape.clone();
    this.input = checked(INPUT, input, voxels);
    this.logits = notAllZero(checked(LOGITS, logits, voxels * CLASSES));
  }

  /** Shape of the input, (N, 1, D, H, W); a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** The input in C order; a copy. */
  public float[] input() {
    return input.clone();
  }

  /** The expected logits, (N, 2, D, H, W) in C order; a copy. */
  public float[] logits() {
    return logits.clone();
  }

  /**
   * How far logits computed elsewhere are from these: ||a - b|| / ||b||, the Euclidean norm.
   *
   * @throws IllegalArgumentException if the number of values differs
   */
  public double relativeDistance(float[] computed) {
    if (computed.length != logits.length) {
      throw new IllegalArgumentException(
          computed.length + " logits differ from the golden pair's " + logits.length);
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < logits.length; i++) {
      difference += Math.pow((double) computed[i] - logits[i], 2);
      norm += Math.pow(logits[i], 2);
    }
    return Math.sqrt(difference / norm);
  }

  /** The pair as flat text, sorted by key. */
  public Map<String, String> toMetadata() {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(SHAPE, shapeText());
    metadata.put(INPUT, Base64.getEncoder().encodeToString(bytes(input)));
    metadata.put(LOGITS, Base64.getEncoder().encodeToString(bytes(logits)));
    metadata.put(SHA256, sha256());
    return metadata;
  }

  /**
   * Reads a pair back and verifies its digest.
   *
   * @throws ContractException if a value is missing, malformed or too large, or the digest differs
   */
  public static GoldenPair fromMetadata(Map<String, String> metadata) {
    MetadataReader reader = new MetadataReader(metadata);
    int[] shape = reader.integers(SHAPE, "x").stream().mapToInt(Integer::intValue).toArray();
    int voxels = voxels(shape);
    float[] input = floats(INPUT, reader.text(INPUT), voxels);
    float[] logits = floats(LOGITS, reader.text(LOGITS), voxels * CLASSES);
    GoldenPair pair = new GoldenPair(shape, input, logits);
    pair.requireDigest(reader.text(SHA256));
    return pair;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoldenPair pair
        && Arrays.equals(shape, pair.shape)
        && Arrays.equals(input, pair.input)
        && Arrays.equals(logits, pair.logits);
  }

  @Override
  public int hashCode() {
    return sha256().hashCode();
  }

  @Override
  public String toString() {
    return "GoldenPair[" + shapeText() + ", " + sha256() + "]";
  }

  private void requireDigest(String stated) {
    if (!stated.equals(sha256())) {
      throw new ContractException(
          DIGEST_DIFFERS, SHA256, "stated " + MetadataReader.shown(stated) + ", is " + sha256());
    }
  }

  private String shapeText() {
    return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining("x"));
  }

  private String sha256() {
    MessageDigest digest = digest();
    digest.update(shapeText().getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes(input));
    digest.update(bytes(logits));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static int voxels(int[] shape) {
    Rules.inRange(SHAPE, shape.length, AXES, AXES);
    Rules.inRange(SHAPE, shape[1], 1, 1);
    long voxels = 1;
    for (int side : shape) {
      Rules.inRange(SHAPE, side, 1, MOST_VOXELS);
      voxels *= side;
      Rules.inRange(SHAPE, (double) voxels, 1, MOST_VOXELS);
    }
    return (int) voxels;
  }

  private static float[] checked(String key, float[] values, int expected) {
    requireLength(key, values.length, expected);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ContractException(OUT_OF_RANGE, key, "values must be finite, got " + value);
      }
    }
    return values.clone();
  }

  /** A relative distance to nothing but zeros would have no meaning. */
  private static float[] notAllZero(float[] logits) {
    for (float logit : logits) {
      if (logit != 0) {
        return logits;
      }
    }
    throw new ContractException(OUT_OF_RANGE, LOGITS, "all " + logits.length + " values are 0");
  }

  private static void requireLength(String key, int actual, int expected) {
    if (actual != expected) {
      throw new ContractException(
          CONTRADICTION, key, actual + " values differ from the " + expected + " of " + SHAPE);
    }
  }

  private static void requireBytes(String key, int actual, int expected) {
    if (actual != expected) {
      throw new ContractException(
          CONTRADICTION, key, actual + " bytes differ from the " + expected + " of " + SHAPE);
    }
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    littleEndian(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  private static float[] floats(String key, String text, int expected) {
    byte[] bytes = decoded(key, text);
    requireBytes(key, bytes.length, expected * Float.BYTES);
    float[] values = new float[expected];
    littleEndian(bytes).asFloatBuffer().get(values);
    return values;
  }

  private static byte[] decoded(String key, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ContractException(MALFORMED_VALUE, key, "not base64: " + e.getMessage());
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
