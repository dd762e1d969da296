package io.carryover.imaging.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PredictiveEntropyTest {
  private static final float LN2 = (float) Math.log(2);
  private static final float ROUNDING = 1e-6f;

  @Test
  void isAllDisagreementWhereEachSampleIsSureOfAnother() {
    PredictiveEntropy entropy = of(0, 1);

    assertThat(entropy.predictive()).isEqualTo(LN2, within(ROUNDING));
    assertThat(entropy.expected()).isZero();
    assertThat(entropy.mutualInformation()).isEqualTo(LN2, within(ROUNDING));
  }

  @Test
  void isAllDoubtWhereTheSamplesAgreeOnHalf() {
    PredictiveEntropy entropy = of(0.5f, 0.5f, 0.5f);

    assertThat(entropy.predictive()).isEqualTo(LN2, within(ROUNDING));
    assertThat(entropy.mutualInformation()).isEqualTo(0, within(ROUNDING));
  }

  @Test
  void addsUpToTheEntropyOfTheMean() {
    // H(0.3) of a mean of 0.2 and 0.4, and the mean of H(0.2) and H(0.4)
    PredictiveEntropy entropy = of(0.2f, 0.4f);

    assertThat(entropy.predictive()).isEqualTo(0.6108643f, within(ROUNDING));
    assertThat(entropy.expected()).isEqualTo((0.5004024f + 0.6730117f) / 2, within(ROUNDING));
  }

  @Test
  void leavesOutWhatTheMeanWeightsSay() {
    float[][] layers = {{1}, {0}, {0}};

    assertThat(PredictiveEntropy.of(layers, 0)).isEqualTo(new PredictiveEntropy(0, 0));
  }

  private static PredictiveEntropy of(float... samples) {
    float[][] layers = new float[samples.length + 1][1];
    for (int t = 0; t < samples.length; t++) {
      layers[t + 1][0] = samples[t];
    }
    return PredictiveEntropy.of(layers, 0);
  }
}
