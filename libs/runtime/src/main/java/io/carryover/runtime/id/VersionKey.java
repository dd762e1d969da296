package io.carryover.runtime.id;

import io.carryover.events.ModelExported;

/** Keys of the versions of models: name, '@' and the digest of the ONNX file. */
public final class VersionKey {

  private VersionKey() {}

  /** Key of an export. */
  public static String of(ModelExported exported) {
    return of(exported.getModel(), exported.getOnnx().getSha256());
  }

  /** Key of the version of a model with a digest. */
  public static String of(String model, String sha256) {
    return model + "@" + sha256;
  }
}
