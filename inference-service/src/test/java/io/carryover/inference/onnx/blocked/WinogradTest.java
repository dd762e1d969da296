package io.carryover.inference.onnx.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WinogradTest {
  /** Double sums of some ten terms of factors up to 32. */
  private static final double ROUNDING = 1e-11;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 13, 24})
  void computesAConvolutionOfThreeTapsWithZerosAround(int depth) {
    // Given
    Random random = new Random(depth);
    double[] slices = random.doubles(depth).toArray();
    double[] taps = random.doubles(3).toArray();
    // When
    Winograd scheme = Winograd.cheapest(depth);
    double[] filters = times(scheme.filter(), taps);
    double[] products = times(scheme.inputOf(depth), slices);
    for (int k = 0; k < products.length; k++) {
      products[k] *= filters[k % scheme.products()];
    }
    double[] computed = times(scheme.outputOf(depth), products);
    // Then
    assertThat(computed).hasSize(depth);
    for (int d = 0; d < depth; d++) {
      assertThat(computed[d]).isCloseTo(direct(slices, taps, d), within(ROUNDING));
    }
  }

  @Test
  void takesFewerMultiplicationsThanThreeForEachSlice() {
    assertThat(Winograd.cheapest(2).multiplications(2)).isEqualTo(4);
    assertThat(Winograd.cheapest(4).multiplications(4)).isEqualTo(6);
    assertThat(Winograd.cheapest(6).multiplications(6)).isEqualTo(8);
    assertThat(Winograd.cheapest(48).multiplications(48)).isEqualTo(64);
  }

  private static double direct(double[] slices, double[] taps, int d) {
    double sum = 0;
    for (int k = 0; k < taps.length; k++) {
      int slice = d + k - 1;
      sum += slice < 0 || slice >= slices.length ? 0 : taps[k] * slices[slice];
    }
    return sum;
  }

  private static double[] times(Matrix matrix, double[] vector) {
    double[] product = new double[matrix.rows()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        product[row] += matrix.at(row, column) * vector[column];
      }
    }
    return product;
  }
}
