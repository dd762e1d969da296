package io.carryover.networks.engine;

import ai.djl.engine.Engine;

/** The native library that computes all networks of this process. */
public final class TensorEngine {
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";
  private static final int ONE_GRAPH_AT_A_TIME = 1;

  private TensorEngine() {}

  /**
   * Sets the threads of one operation. Call it before anything is computed: the library reads it
   * once, when it is loaded. The same number of threads gives the same sums, bit for bit.
   *
   * @throws IllegalArgumentException if there is not one thread at least
   */
  public static void useThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    System.setProperty(THREADS, Integer.toString(threads));
    System.setProperty(INTEROP_THREADS, Integer.toString(ONE_GRAPH_AT_A_TIME));
  }

  /**
   * Name and version of the library, for example "PyTorch 2.7.1". Loads it if it is not yet.
   *
   * @throws ai.djl.engine.EngineException if it cannot be loaded
   */
  public static String version() {
    Engine engine = Engine.getInstance();
    return engine.getEngineName() + " " + engine.getVersion();
  }
}
