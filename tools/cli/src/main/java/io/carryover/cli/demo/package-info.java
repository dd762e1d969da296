/**
 * The whole chain in one command: scans in as events, a served and measured model out.
 *
 * <pre>
 *   folders or phantoms --> DemoCohorts --(CohortDefined, ScanLabelled)--> topics --> services
 *                              | TrainingBudget: minutes to epochs           |
 *                              v                                             v
 *   report.json, overview.png <-- DemoOutput <-- ServedMasks <-- Journey <-- EventFeed
 *   model.onnx, masks/                                             | both models deployed:
 *                                                                  +--(SegmentationRequested)--> topics
 * </pre>
 *
 * <p>The demo knows the services by their topics alone. {@link io.carryover.cli.demo.Journey} is
 * the plain state of that conversation: fed one event at a time, it says what is due. The first
 * FAILED or REJECTED ends the demo.
 */
package io.carryover.cli.demo;
