package io.carryover.imaging.phantom;

/**
 * What the scans of one cohort have in common. Lengths are shares of the volume's smallest side,
 * intensities shares of the tissue's.
 *
 * @param name the cohort's name
 * @param firstNumber of its scans: nobody is in both cohorts
 * @param radii half axes of the ellipsoid to be found, before each scan's own variation
 * @param contrast how much brighter than tissue the ellipsoid is
 * @param distractors how many objects of each kind are not to be found
 * @param textureCells cells of the texture along the smallest side: more is finer
 * @param texture standard deviation of the texture
 * @param noise standard deviation of the noise in each of the two channels of Rician noise
 * @param bias standard deviation of the bias field's logarithm
 */
record PhantomStyle(
    String name,
    int firstNumber,
    Triple radii,
    double contrast,
    int distractors,
    int textureCells,
    double texture,
    double noise,
    double bias) {

  static final PhantomStyle SOURCE =
      new PhantomStyle(
          "phantom-source", 1, new Triple(0.20, 0.16, 0.13), 0.45, 3, 5, 0.08, 0.09, 0.15);

  static final PhantomStyle TARGET =
      new PhantomStyle(
          "phantom-target", 1001, new Triple(0.11, 0.26, 0.13), 0.52, 2, 8, 0.09, 0.09, 0.20);
}
