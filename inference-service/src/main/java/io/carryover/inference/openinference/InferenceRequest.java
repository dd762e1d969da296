package io.carryover.inference.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request of the protocol.
 *
 * @param id as the client names it
 * @param image the input tensor (N, 1, D, H, W)
 * @param binaryOutput whether the logits are wanted as bytes
 */
record InferenceRequest(Optional<String> id, PatchTensor image, boolean binaryOutput) {
  static final String IMAGE = "image";
  static final String LOGITS = "logits";
  static final String FP32 = "FP32";

  private static final String BAD = "BAD_REQUEST";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a body.
   *
   * @param headerLength bytes of the JSON, where tensors follow it
   * @param patch the model's
   * @param most patches of one request
   * @throws RejectedException BAD_REQUEST or BAD_TENSOR
   */
  static InferenceRequest read(byte[] body, Optional<Integer> headerLength, Shape patch, int most) {
    int length = headerLength.orElse(body.length);
    if (length < 0 || length > body.length) {
      throw bad(
          "Inference-Header-Content-Length is %d, the body has %d bytes"
              .formatted(length, body.length));
    }
    JsonNode json = json(body, length);
    ByteBuffer rest = ByteBuffer.wrap(body, length, body.length - length).slice();
    requireLogits(json.path("outputs"));
    return new InferenceRequest(
        Optional.ofNullable(json.path("id").textValue()),
        image(json.path("inputs"), rest.order(ByteOrder.LITTLE_ENDIAN), patch, most),
        wantsBytes(json));
  }

  private static JsonNode json(byte[] body, int length) {
    try {
      return JSON.readTree(body, 0, length);
    } catch (IOException e) {
      throw new RejectedException(BAD, "the request is no JSON: " + e.getMessage(), e);
    }
  }

  private static void requireLogits(JsonNode outputs) {
    for (JsonNode output : outputs) {
      if (!output.path("name").asText().equals(LOGITS)) {
        throw bad(
            "the model has one output, logits, not \"%s\"".formatted(output.path("name").asText()));
      }
    }
  }

  private static PatchTensor image(JsonNode inputs, ByteBuffer bytes, Shape patch, int most) {
    if (inputs.size() != 1 || !inputs.get(0).path("name").asText().equals(IMAGE)) {
      throw bad(
          "the model has one input, image, got %s".formatted(inputs.findValuesAsText("name")));
    }
    JsonNode input = inputs.get(0);
    if (!input.path("datatype").asText().equals(FP32)) {
      throw bad("image is of datatype FP32, not %s".formatted(input.path("datatype").asText()));
    }
    List<Integer> shape = PatchTensor.requireImages(shape(input.path("shape")), patch, most);
    int values = shape.stream().reduce(1, Math::multiplyExact);
    return new PatchTensor(shape, values(input, bytes, values));
  }

  private static List<Integer> shape(JsonNode sides) {
    List<Integer> shape = new ArrayList<>();
    for (JsonNode side : sides) {
      if (!side.canConvertToInt()) {
        throw bad("a side of a shape is a whole number, got %s".formatted(side));
      }
      shape.add(side.intValue());
    }
    return shape;
  }

  private static FloatBuffer values(JsonNode input, ByteBuffer bytes, int wanted) {
    JsonNode size = input.path("parameters").path("binary_data_size");
    return size.isMissingNode() ? numbers(input.path("data"), wanted) : binary(bytes, size, wanted);
  }

  private static FloatBuffer binary(ByteBuffer bytes, JsonNode size, int wanted) {
    long expected = (long) wanted * Float.BYTES;
    if (size.longValue() != expected || bytes.remaining() != expected) {
      throw bad(
          "image takes %d bytes, binary_data_size is %s and %d follow"
              .formatted(expected, size, bytes.remaining()));
    }
    return bytes.asFloatBuffer();
  }

  private static FloatBuffer numbers(JsonNode data, int wanted) {
    FloatBuffer values = FloatBuffer.allocate(wanted);
    flatten(data, values);
    if (values.hasRemaining()) {
      throw bad("image takes %d values, data has %d".formatted(wanted, values.position()));
    }
    return values.flip();
  }

  /** Data may be nested as the shape is, or flat. */
  private static void flatten(JsonNode data, FloatBuffer values) {
    for (JsonNode item : data) {
      if (item.isArray()) {
        flatten(item, values);
      } else {
        put(item, values);
      }
    }
  }

  private static void put(JsonNode item, FloatBuffer values) {
    if (!item.isNumber()) {
      throw bad("data are numbers, got %s".formatted(item));
    }
    if (!values.hasRemaining()) {
      throw bad("image takes %d values, data has more".formatted(values.capacity()));
    }
    values.put(item.floatValue());
  }

  private static boolean wantsBytes(JsonNode json) {
    boolean all = json.path("parameters").path("binary_data_output").asBoolean(false);
    return json.path("outputs").path(0).path("parameters").path("binary_data").asBoolean(all);
  }

  private static RejectedException bad(String what) {
    return new RejectedException(BAD, what);
  }
}
