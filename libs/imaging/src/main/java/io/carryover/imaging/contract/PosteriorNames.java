package io.carryover.imaging.contract;

/**
 * How a model file names the posterior of its weights.
 *
 * <pre>
 *   graph            initializer NAME.weight        means
 *   training_info    graph {@value #GRAPH}: initializer NAME.logVariance, of the weights themselves;
 *                    output NAME.deviation = exp(logVariance / 2) * RandomNormalLike(logVariance)
 *   a sample of the posterior: NAME.weight + NAME.deviation
 * </pre>
 *
 * <p>The graph of the posterior stands beside that of the network ({@code
 * TrainingInfoProto.initialization}), so that whoever knows nothing of it runs the mean weights.
 */
public final class PosteriorNames {
  /** Name of the graph that draws deviations. */
  public static final String GRAPH = "carryover_posterior";

  private static final String WEIGHT = ".weight";
  private static final String LOG_VARIANCE = ".logVariance";
  private static final String DEVIATION = ".deviation";

  private PosteriorNames() {}

  /** Whether these are the log variances of a layer. */
  public static boolean isLogVariance(String name) {
    return name.endsWith(LOG_VARIANCE);
  }

  /** The weights that log variances belong to. */
  public static String weight(String logVariance) {
    return weightOf(logVariance.substring(0, logVariance.length() - LOG_VARIANCE.length()));
  }

  /** The weights of a layer. */
  public static String weightOf(String layer) {
    return layer + WEIGHT;
  }

  /** The log variances of a layer's weights. */
  public static String logVarianceOf(String layer) {
    return layer + LOG_VARIANCE;
  }

  /** What a draw adds to a layer's weights. */
  public static String deviationOf(String layer) {
    return layer + DEVIATION;
  }
}
