package io.carryover.cli.experiment;

import io.carryover.events.ModelExported;
import io.carryover.events.TrainingSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The columns of {@code results.csv} and {@code search.csv} that say what a model is. */
final class ModelFacts {

  private ModelFacts() {}

  static Map<String, String> of(ModelExported model, TrainingSpec training) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("epochs", Integer.toString(model.getEpochs()));
    facts.put("seconds", Double.toString(model.getSeconds()));
    facts.put("validation_dsc", Objects.toString(model.getValidationDsc(), ""));
    facts.put("validation_iou", Objects.toString(model.getValidationIou(), ""));
    facts.put("cohort", model.getCohortId());
    facts.put(ResultRow.MODEL, model.getOnnx().getSha256());
    training
        .getSchema()
        .getFields()
        .forEach(field -> facts.put("training." + field.name(), text(training.get(field.pos()))));
    return facts;
  }

  /** Without commas: sides are joined as in 32x48x32. */
  private static String text(Object value) {
    return value instanceof List<?> sides
        ? sides.stream().map(Object::toString).collect(Collectors.joining("x"))
        : Objects.toString(value, "");
  }
}
