package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelPictureTest {
  private static final int EDGE = 14;
  private static final int LEFT = KernelPicture.MARGIN + KernelPicture.NAME_WIDTH;

  @Test
  void aRowPerGroupAndAColumnPerKernel() {
    Pixels one = render(group(1, 1));
    Pixels more = render(group(1, 3), group(2, 3));

    assertThat(more.picture().getHeight() - one.picture().getHeight())
        .isLessThanOrEqualTo(KernelPicture.ROW);
    assertThat(more.picture().getWidth() - one.picture().getWidth())
        .isEqualTo(2 * 2 * (KernelPicture.TILE + KernelPicture.GAP));
    assertThat(more.isEmptyAtTheEdge(EDGE)).isTrue();
  }

  @Test
  void showsTheCentralSliceInRowsOfThree() {
    // Given a kernel whose central slice is zero but for its first tap, and its last
    float[] kernel = filled(1);
    Arrays.fill(kernel, 9, 18, 0);
    kernel[9] = 1;
    kernel[17] = -1;

    Pixels pixels = render(new KernelGroup(1, List.of(kernel), List.of(filled(0))));

    assertThat(tap(pixels, LEFT, 0, 0)).isEqualTo(KernelPicture.POSITIVE);
    assertThat(tap(pixels, LEFT, 2, 2)).isEqualTo(KernelPicture.NEGATIVE);
    assertThat(tap(pixels, LEFT, 1, 0)).isEqualTo(KernelPicture.ZERO);
    assertThat(tap(pixels, LEFT, 0, 1)).isEqualTo(KernelPicture.ZERO);
  }

  @Test
  void samplesHaveTheScaleOfTheSource() {
    // Given samples of twice and of half the source's size
    List<float[]> source = List.of(filled(0.5f), filled(-0.5f));
    KernelGroup group = new KernelGroup(1, source, List.of(filled(1), filled(0.25f)));

    Pixels pixels = render(group);

    int samples = LEFT + 2 * KernelPicture.TILE + KernelPicture.GAP + KernelPicture.BLOCK_GAP;
    int second = samples + KernelPicture.TILE + KernelPicture.GAP;
    assertThat(tap(pixels, samples, 0, 0)).isEqualTo(KernelPicture.POSITIVE);
    assertThat(tap(pixels, second, 0, 0))
        .isNotEqualTo(KernelPicture.POSITIVE)
        .isNotEqualTo(KernelPicture.ZERO);
  }

  @Test
  void kernelsOfZerosAreDrawnInTheMiddleOfTheScale() {
    Pixels pixels = render(new KernelGroup(1, List.of(filled(0)), List.of()));

    assertThat(tap(pixels, LEFT, 1, 1)).isEqualTo(KernelPicture.ZERO);
  }

  @Test
  void refusesAKernelOfOtherTaps() {
    List<float[]> flat = List.of(new float[9]);

    assertThatThrownBy(() -> new KernelGroup(4, flat, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a kernel has 27 taps, got 9 (group 4)");
  }

  private static Pixels render(KernelGroup... groups) {
    String title = "kernels";
    return new Pixels(KernelPicture.render(title, List.of(groups)));
  }

  /** The last row's; the heading above the first may take more lines in a narrow picture. */
  private static Color tap(Pixels pixels, int left, int column, int row) {
    int top = pixels.picture().getHeight() - KernelPicture.FOOT - KernelPicture.ROW;
    int middle = KernelPicture.TAP / 2;
    return pixels.at(
        left + column * KernelPicture.TAP + middle, top + row * KernelPicture.TAP + middle);
  }

  private static KernelGroup group(int number, int kernels) {
    List<float[]> all = IntStream.range(0, kernels).mapToObj(i -> filled(1)).toList();
    return new KernelGroup(number, all, all);
  }

  private static float[] filled(float value) {
    float[] kernel = new float[KernelGroup.TAPS];
    Arrays.fill(kernel, value);
    return kernel;
  }
}
