package io.carryover.trainer.http;

import io.carryover.events.ModelExported;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An exported model as the page shows it; the digest by its first twelve digits. */
record ModelRow(
    String name,
    String method,
    String digest,
    String validationDsc,
    int epochs,
    String exportedAt) {
  private static final int SHORT = 12;

  static ModelRow of(ModelExported model) {
    return new ModelRow(
        model.getModel(),
        model.getMethod().name(),
        model.getOnnx().getSha256().substring(0, SHORT),
        model.getValidationDsc() == null
            ? "not measured"
            : String.format(Locale.ROOT, "%.3f", model.getValidationDsc()),
        model.getEpochs(),
        model.getExportedAt().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
