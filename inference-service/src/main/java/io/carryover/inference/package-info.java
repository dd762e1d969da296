/**
 * Serves exported models, by events and by HTTP.
 *
 * <pre>
 *   models, model-versions, model-routes --> registry ----> model-deployments
 *                                               | lease
 *   [stat-]segmentation-requests --> requests --+
 *                                               +--> segmentation --> onnx (cpu or cuda)
 *   POST /v1/segmentations --> http ------------+        |
 *                                                        +--> shadow --> model-comparisons
 *   POST /v2/models/NAME/infer --> openinference: raw patches, for clients that prepare themselves
 * </pre>
 *
 * <p>Ready means: the broker answers, the models topic was read to its end once, and every model
 * served has reproduced its golden pair and run on its patch shape here. A replica without models
 * is ready: it can take requests and refuses them with a code, and a rollout that waits for
 * readiness must not wait for the first training. How many models it serves is part of the
 * readiness answer.
 *
 * <p>{@code InferenceServiceConfig} and the {@code *Config} class of each feature wire it.
 */
package io.carryover.inference;
