/**
 * Segmentation by HTTP, and what people and machines see of the service.
 *
 * <pre>
 *   POST /v1/segmentations?model=NAME   NIfTI in --Upload--> file --LeasedSegmentation-->
 *                                       mask, facts, or parts with maps
 *   the same, Prefer: respond-async     --AcceptedSegmentations--> store, segmentation-requests
 *   GET, DELETE /v1/segmentations/ID    what became of it: Outcomes; cancel it
 *   GET  /v1/models                     models served and refused
 *   GET  /                              page for those who read scans: META-INF/resources
 *     page.js   file --planes.js--> three planes --service.js--> POST /v1/segmentations, parts
 *               parts --view.js--> volume, interval, model; --planes.js--> mask and map over them
 *   GET  /status                        page for operators: models, the latest segmentations
 *   GET  /q/health, /q/metrics, /q/openapi
 * </pre>
 *
 * <p>A body is streamed to a file, never held in memory, and deleted with the answer. So many
 * requests are worked on at once and no more: the next one is told 429 with Retry-After before its
 * body is read. Nothing is published and nothing kept, but of scans that are to be answered later:
 * these are requests by event, and scan and results stay in the store.
 *
 * <p>The page at the root asks no other site for anything, and its headers say so to the browser
 * (application.properties). Its viewer, NiiVue, is put in by the build: src/main/viewer.
 *
 * <p>Errors are application/problem+json (RFC 9457) with a {@code code} of their own; see {@link
 * io.carryover.inference.http.Problem}.
 */
package io.carryover.inference.http;
