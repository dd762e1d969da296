package io.carryover.networks.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlateauTest {

  private static final Plateau.Rule RULE = new Plateau.Rule(1e-3, 2, 0.1, 1e-4);

  @Test
  void keepsTheRateWhileTheLossFalls() {
    // Given, When
    Plateau plateau = RULE.start().after(3).after(2).after(1);
    // Then
    assertThat(plateau.learningRate()).isEqualTo(1e-3);
    assertThat(plateau.best()).isEqualTo(1);
    assertThat(plateau.converged()).isFalse();
  }

  @Test
  void reducesTheRateAfterItsPatience() {
    // Given a loss that was best at first
    Plateau once = RULE.start().after(1).after(1);
    // When
    Plateau twice = once.after(1);
    // Then
    assertThat(once.learningRate()).isEqualTo(1e-3);
    assertThat(twice.learningRate()).isEqualTo(1e-4);
    assertThat(twice.epochsWithoutImprovement()).isZero();
    assertThat(twice.converged()).isFalse();
  }

  @Test
  void convergesOnAPlateauAtTheLeastRate() {
    // Given a rate that was reduced to the least
    Plateau reduced = RULE.start().after(1).after(1).after(1);
    // When
    Plateau plateau = reduced.after(1).after(1);
    // Then
    assertThat(plateau.converged()).isTrue();
    assertThat(plateau.learningRate()).isEqualTo(1e-4);
  }

  @Test
  void convergesAlsoWhereTheProductOfFactorsIsRounded() {
    // Given 1e-3 * 0.1 * 0.1, which is not 1e-5 in binary
    Plateau plateau = new Plateau.Rule(1e-3, 1, 0.1, 1e-5).start().after(1);
    // When three plateaus are met
    Plateau after = plateau.after(1).after(1).after(1);
    // Then
    assertThat(after.converged()).isTrue();
  }

  @Test
  void countsTinyImprovementsAsNone() {
    // Given
    Plateau plateau = RULE.start().after(1);
    // When less than a ten-thousandth is gained twice
    Plateau after = plateau.after(0.99995).after(0.99992);
    // Then
    assertThat(after.learningRate()).isEqualTo(1e-4);
  }

  @Test
  void followsLossesBelowZero() {
    // Given negative losses that fall
    Plateau plateau = RULE.start().after(-1).after(-2).after(-3);
    // Then
    assertThat(plateau.best()).isEqualTo(-3);
    assertThat(plateau.epochsWithoutImprovement()).isZero();
  }
}
