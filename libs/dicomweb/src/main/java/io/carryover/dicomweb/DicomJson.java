package io.carryover.dicomweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A data set in the DICOM JSON model (PS3.18, annex F).
 *
 * @param object attributes by tag, each with vr and Value
 */
record DicomJson(JsonNode object) {

  /** The data sets of an answer; none where it is empty. */
  static List<DicomJson> all(JsonNode answer) {
    return elements(answer).map(DicomJson::new).toList();
  }

  /** The first value of an attribute as text. */
  Optional<String> text(String tag) {
    return values(tag).map(JsonNode::asText).filter(text -> !text.isBlank()).findFirst();
  }

  /** The first value of an attribute as a number. */
  Optional<Integer> number(String tag) {
    return values(tag).filter(JsonNode::canConvertToInt).map(JsonNode::asInt).findFirst();
  }

  /** All values of an attribute as text. */
  List<String> texts(String tag) {
    return values(tag).map(JsonNode::asText).toList();
  }

  /** The items of a sequence. */
  List<DicomJson> items(String tag) {
    return values(tag).map(DicomJson::new).toList();
  }

  private Stream<JsonNode> values(String tag) {
    return elements(object.path(tag).path("Value"));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
