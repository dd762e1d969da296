package io.carryover.inference.http;

import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.Questions;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameters of a request to segment. */
public class Question {
  @Parameter(description = "Name of the model; may be left out where there is only one")
  @QueryParam("model")
  Optional<String> model;

  @Parameter(description = "Weights drawn from the posterior: 0, or 2 to 64")
  @QueryParam("samples")
  Optional<Integer> samples;

  @Parameter(description = "Seed of the drawing")
  @QueryParam("seed")
  @DefaultValue("1")
  long seed;

  @Parameter(
      description =
          "Maps beside the mask, given as parts: probability, predictive-entropy,"
              + " expected-entropy, mutual-information")
  @QueryParam("map")
  List<String> maps;

  @HeaderParam(HttpHeaders.CONTENT_LENGTH)
  Optional<Long> length;

  /** What is asked for beside the mask. */
  Asked asked(Questions questions) {
    return questions.of(samples, seed, maps);
  }
}
