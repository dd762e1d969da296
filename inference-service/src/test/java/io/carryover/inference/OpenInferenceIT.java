package io.carryover.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol as its clients speak it, on the packaged service. */
class OpenInferenceIT {
  private static final String INFER = "/v2/models/blobs/infer";
  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
  private static final int VOXELS = 16 * 24 * 8;

  /** Logits of {@link ThresholdModel}: 0 and 20 (x - 0.5). */
  private static final float LOGIT_OF_0_75 = 5;

  private static final float ROUNDING = 1e-4f;

  @TempDir private static Path directory;
  private static Installation installation;
  private static String sha256;

  @BeforeAll
  static void startService() throws IOException {
    installation = Installation.start(directory, Map.of());
    try (TestClient client = new TestClient(installation)) {
      sha256 = client.export("blobs", ThresholdModel.at(0.5f)).getSha256();
    }
  }

  @AfterAll
  static void stopService() {
    installation.close();
  }

  @Test
  void saysWhatItIsAndThatItWorks() {
    http().get("/v2").then().statusCode(200).body("extensions", hasItem("binary_tensor_data"));
    http().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
    http().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true));
  }

  @Test
  void describesAModel() {
    http()
        .get("/v2/models/blobs")
        .then()
        .statusCode(200)
        .body("versions", equalTo(List.of(sha256)))
        .body("inputs[0].name", equalTo("image"))
        .body("inputs[0].shape", equalTo(List.of(-1, 1, 16, 24, 8)))
        .body("outputs[0].shape", equalTo(List.of(-1, 2, 16, 24, 8)));
    http().get("/v2/models/blobs/versions/" + sha256 + "/ready").then().statusCode(200);
    http()
        .get("/v2/models/nobody/ready")
        .then()
        .statusCode(404)
        .body("error", containsString("UNKNOWN_MODEL"));
  }

  @Test
  void infersFromNumbers() {
    // When
    Response response = http().contentType("application/json").body(json()).post(INFER);
    // Then
    response
        .then()
        .statusCode(200)
        .body("id", equalTo("a"))
        .body("model_version", equalTo(sha256))
        .body("outputs[0].shape", equalTo(List.of(1, 2, 16, 24, 8)));
    List<Float> logits = response.jsonPath().getList("outputs[0].data", Float.class);
    assertThat(logits).hasSize(2 * VOXELS);
    assertThat(logits.get(0)).isZero();
    assertThat(logits.get(VOXELS)).isEqualTo(LOGIT_OF_0_75, within(ROUNDING));
  }

  @Test
  void infersFromBytes() {
    // Given
    byte[] header =
        ("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[1,1,16,24,8],"
                + "\"parameters\":{\"binary_data_size\":12288}}],"
                + "\"outputs\":[{\"name\":\"logits\",\"parameters\":{\"binary_data\":true}}]}")
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer body =
        ByteBuffer.allocate(header.length + VOXELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    body.put(header);
    for (int voxel = 0; voxel < VOXELS; voxel++) {
      body.putFloat(0.75f);
    }
    // When
    Response response =
        http()
            .contentType("application/octet-stream")
            .header(HEADER_LENGTH, header.length)
            .body(body.array())
            .post("/v2/models/blobs/versions/" + sha256 + "/infer");
    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    int length = Integer.parseInt(response.header(HEADER_LENGTH));
    byte[] answer = response.asByteArray();
    assertThat(answer).hasSize(length + 2 * VOXELS * Float.BYTES);
    assertThat(new String(answer, 0, length, StandardCharsets.UTF_8))
        .contains("\"binary_data_size\":24576");
    float logit =
        ByteBuffer.wrap(answer, length + VOXELS * Float.BYTES, Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getFloat();
    assertThat(logit).isEqualTo(LOGIT_OF_0_75, within(ROUNDING));
  }

  @Test
  void refusesWhatTheModelCannotTake() {
    refused(json().replace("[1,1,16,24,8]", "[1,1,16,24,16]"), "patches are of 16x24x8");
    refused(json().replace("[1,1,16,24,8]", "[1,2,16,24,8]"), "one channel");
    refused(json().replace("[1,1,16,24,8]", "[1,16,24,8]"), "five axes");
    refused(json().replace("[1,1,16,24,8]", "[2,1,16,24,8]"), "from 1 to 1 patches");
    refused(json().replace("0.75]", "0.75,1]"), "takes 3072 values, data has more");
    refused(json().replace("FP32", "FP64"), "FP32, not FP64");
    refused(json().replace("image", "scan"), "one input, image");
    refused("{", "no JSON");
    refused("[]", "one input, image");
  }

  private static void refused(String body, String why) {
    http()
        .contentType("application/json")
        .body(body)
        .post(INFER)
        .then()
        .statusCode(400)
        .body("error", containsString(why));
  }

  private static String json() {
    Float[] values = new Float[VOXELS];
    Arrays.fill(values, 0.75f);
    return "{\"id\":\"a\",\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[1,1,16,24,8],\"data\":%s}]}"
        .formatted(Arrays.toString(values));
  }

  private static RequestSpecification http() {
    return RestAssured.given().baseUri(installation.service().root().toString());
  }
}
