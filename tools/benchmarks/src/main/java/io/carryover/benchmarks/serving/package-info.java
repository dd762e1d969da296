/**
 * How fast a scan is segmented: by the service's own path, by ONNX Runtime on the plain graph
 * alone, and by eager PyTorch, in turns; and how much memory a longer scan takes.
 *
 * <pre>
 *   ServingSettings --> ServingBenchmark (main class, a JVM of its own)
 *                          |  a patch, then a volume; rounds of one turn each
 *                          +--> ServicePath        Segmenter: prepare, patches, blend, restore
 *                          +--> PlainGraph         as many patches through the session, nothing else
 *                          +--> PythonContestant   as many patches through PyTorch
 *                          +--> PeakMemory x 2     (JVMs of their own: VmHWM after one scan)
 *                          v
 *                       ServingFigures --> serving.json, serving.md
 * </pre>
 *
 * <p>The network has random weights: arithmetic does not know what it is good for.
 */
package io.carryover.benchmarks.serving;
