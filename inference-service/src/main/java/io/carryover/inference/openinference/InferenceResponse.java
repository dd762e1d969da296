package io.carryover.inference.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A response of the protocol.
 *
 * @param model name of the model
 * @param version digest of its file
 * @param id of the request
 * @param shape of the logits, (N, 2, D, H, W)
 * @param logits in C order
 */
record InferenceResponse(
    String model, String version, Optional<String> id, List<Integer> shape, List<float[]> logits) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Bytes, so many of which are JSON. */
  static final class Body {
    private final byte[] bytes;
    private final int header;

    private Body(byte[] bytes, int header) {
      this.bytes = bytes;
      this.header = header;
    }

    /** All of it; not a copy. */
    byte[] bytes() {
      return bytes;
    }

    /** Length of the JSON. */
    int header() {
      return header;
    }
  }

  /** With the logits as numbers. */
  Body asNumbers() {
    byte[] json = json(false);
    return new Body(json, json.length);
  }

  /** With the logits as little-endian bytes behind the JSON. */
  Body asBytes() {
    byte[] json = json(true);
    ByteBuffer all = ByteBuffer.allocate(json.length + size()).order(ByteOrder.LITTLE_ENDIAN);
    all.put(json);
    for (float[] patch : logits) {
      all.asFloatBuffer().put(patch);
      all.position(all.position() + patch.length * Float.BYTES);
    }
    return new Body(all.array(), json.length);
  }

  private int size() {
    return logits.stream().mapToInt(patch -> patch.length * Float.BYTES).sum();
  }

  private byte[] json(boolean binary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("model_name", model);
      json.writeStringField("model_version", version);
      writeId(json);
      json.writeArrayFieldStart("outputs");
      writeLogits(json, binary);
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a response in memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private void writeId(JsonGenerator json) throws IOException {
    if (id.isPresent()) {
      json.writeStringField("id", id.get());
    }
  }

  private void writeLogits(JsonGenerator json, boolean binary) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", InferenceRequest.LOGITS);
    json.writeStringField("datatype", InferenceRequest.FP32);
    json.writeFieldName("shape");
    json.writeArray(shape.stream().mapToInt(Integer::intValue).toArray(), 0, shape.size());
    if (binary) {
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", size());
      json.writeEndObject();
    } else {
      writeNumbers(json);
    }
    json.writeEndObject();
  }

  private void writeNumbers(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("data");
    for (float[] patch : logits) {
      for (float logit : patch) {
        json.writeNumber(logit);
      }
    }
    json.writeEndArray();
  }
}
