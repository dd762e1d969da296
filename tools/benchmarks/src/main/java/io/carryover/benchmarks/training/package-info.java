/**
 * How fast a training step is: of random initialisation, of the deep weight prior, and of the same
 * network in plain PyTorch, in turns, so that whatever else the machine does meets all three alike.
 *
 * <pre>
 *   BenchmarkSettings --> TrainingBenchmark (main class, a JVM of its own)
 *                            |  rounds of k steps each
 *                            +--> EngineSteps ri, dwp    (libs/networks, this process; VmRSS --> MemoryCourse)
 *                            +--> PythonContestant       (python3 unet_steps.py, standard input and output)
 *                            v
 *                         TrainingFigures --> training.json, training.md
 * </pre>
 *
 * <p>One measurement per process, on one thread: the engine takes its number of threads once.
 */
package io.carryover.benchmarks.training;
