package io.carryover.cli.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** The value of a setting as it is typed: JSON, or a bare word such as {@code GAUSSIAN}. */
public final class SettingText {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private SettingText() {}

  /** The value; what is no JSON is a text. */
  public static JsonNode value(String typed) {
    try {
      JsonNode value = JSON.readTree(typed);
      return value.isMissingNode() ? TextNode.valueOf(typed) : value;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(typed);
    }
  }
}
