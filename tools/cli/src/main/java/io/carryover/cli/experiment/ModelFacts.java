package io.carryover.cli.experiment;

import io.carryover.events.ModelExported;
import io.carryover.events.TrainingSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The columns of {@code results.csv} that say what a model is. */
final class ModelFacts {

  private ModelFacts() {}

  static Map<String, String> of(ModelExported model, TrainingSpec training) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("epochs", Integer.toString(model.getEpochs()));
    facts.put("seconds", Double.toString(model.getSeconds()));
    facts.put("validation_dsc", Objects.toString(model.getValidationDsc(), ""));
    facts.put("cohort", model.getCohortId());
    facts.put(ResultRow.MODEL, model.getOnnx().getSha256());
    training
        .getSchema()
        .getFields()
        .forEach(field -> facts.put("training." + field.name(), "" + training.get(field.pos())));
    return facts;
  }
}
