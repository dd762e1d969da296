package io.carryover.networks.prior;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * A Gaussian fitted to kernels: what a VAE must beat, and one of the controls of the prior.
 *
 * <pre>
 *   covariance = (1 - a) S + a diag(S),  S the sample covariance
 * </pre>
 *
 * <p>The independent Gaussian has a = 1. The full one is shrunk by a = 27 / (n + 27), so that few
 * kernels give a covariance that has an inverse. Float64 throughout.
 */
final class GaussianFit {

  /** Least variance of a tap, relative to standardised kernels: keeps constant taps harmless. */
  private static final double LEAST_VARIANCE = 1e-6;

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final RealVector mean;
  private final RealMatrix covariance;
  private final DecompositionSolver inverse;
  private final double logDeterminant;

  private GaussianFit(RealVector mean, RealMatrix covariance) {
    CholeskyDecomposition cholesky = new CholeskyDecomposition(covariance);
    this.mean = mean;
    this.covariance = covariance;
    this.inverse = cholesky.getSolver();
    this.logDeterminant = logDeterminant(cholesky.getL());
  }

  /** A Gaussian per tap. */
  static GaussianFit independent(List<float[]> kernels) {
    return fitted(kernels, 1);
  }

  /** A Gaussian of full covariance. */
  static GaussianFit full(List<float[]> kernels) {
    return fitted(kernels, KernelPool.TAPS / (double) (kernels.size() + KernelPool.TAPS));
  }

  /** Mean of every tap. */
  float[] mean() {
    return floats(mean::getEntry);
  }

  /** Standard deviation of every tap. */
  float[] standardDeviation() {
    return floats(tap -> Math.sqrt(covariance.getEntry(tap, tap)));
  }

  private static float[] floats(IntToDoubleFunction ofTap) {
    float[] floats = new float[KernelPool.TAPS];
    for (int tap = 0; tap < KernelPool.TAPS; tap++) {
      floats[tap] = (float) ofTap.applyAsDouble(tap);
    }
    return floats;
  }

  /** Negative log likelihood of each kernel, in nats. */
  double[] nats(List<float[]> kernels) {
    return kernels.stream().mapToDouble(this::nats).toArray();
  }

  private double nats(float[] kernel) {
    RealVector distance = vector(kernel).subtract(mean);
    double squares = distance.dotProduct(inverse.solve(distance));
    return 0.5 * (KernelPool.TAPS * LOG_TWO_PI + logDeterminant + squares);
  }

  private static GaussianFit fitted(List<float[]> kernels, double shrinkage) {
    RealVector mean = new ArrayRealVector(KernelPool.TAPS);
    kernels.forEach(k -> mean.combineToSelf(1, 1.0 / kernels.size(), vector(k)));
    RealMatrix covariance = new Array2DRowRealMatrix(KernelPool.TAPS, KernelPool.TAPS);
    for (float[] kernel : kernels) {
      addSquare(covariance, vector(kernel).subtract(mean), 1.0 / kernels.size());
    }
    return new GaussianFit(mean, shrunk(covariance, shrinkage));
  }

  private static void addSquare(RealMatrix sum, RealVector x, double weight) {
    for (int row = 0; row < KernelPool.TAPS; row++) {
      for (int column = 0; column < KernelPool.TAPS; column++) {
        sum.addToEntry(row, column, weight * (x.getEntry(row) * x.getEntry(column)));
      }
    }
  }

  private static RealMatrix shrunk(RealMatrix covariance, double shrinkage) {
    RealMatrix shrunk = covariance.scalarMultiply(1 - shrinkage);
    for (int tap = 0; tap < KernelPool.TAPS; tap++) {
      shrunk.setEntry(tap, tap, Math.max(covariance.getEntry(tap, tap), LEAST_VARIANCE));
    }
    return shrunk;
  }

  private static double logDeterminant(RealMatrix lower) {
    double half = 0;
    for (int tap = 0; tap < KernelPool.TAPS; tap++) {
      half += Math.log(lower.getEntry(tap, tap));
    }
    return 2 * half;
  }

  private static RealVector vector(float[] kernel) {
    RealVector vector = new ArrayRealVector(KernelPool.TAPS);
    for (int tap = 0; tap < KernelPool.TAPS; tap++) {
      vector.setEntry(tap, kernel[tap]);
    }
    return vector;
  }
}
