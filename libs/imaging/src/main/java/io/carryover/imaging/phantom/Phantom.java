package io.carryover.imaging.phantom;

import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One invented head: what it is made of, and how it is painted. */
final class Phantom {
  private static final double HEAD_RADIUS = 0.47;
  private static final double TISSUE = 400;
  private static final int BIAS_CELLS = 2;

  private final Shape shape;
  private final PhantomStyle style;
  private final Random random;
  private final Ellipsoid head;
  private final Ellipsoid wanted;
  private final List<Ellipsoid> distractors;
  private final SmoothField texture;
  private final SmoothField bias;

  Phantom(Shape shape, PhantomStyle style, Random random) {
    this.shape = shape;
    this.style = style;
    this.random = random;
    this.head = head();
    this.wanted = wanted();
    this.distractors = distractors();
    this.texture = new SmoothField(style.textureCells(), random);
    this.bias = new SmoothField(BIAS_CELLS, random);
  }

  /** Paints image and truth. */
  LabelledScan scan() {
    float[] image = new float[shape.voxels()];
    byte[] mask = new byte[shape.voxels()];
    for (int index = 0; index < image.length; index++) {
      paint(image, mask, index);
    }
    Grid grid = Grid.ofOneMm(shape);
    return new LabelledScan(new Volume(grid, image), new Mask(grid, mask));
  }

  private void paint(float[] image, byte[] mask, int index) {
    int i = index / (shape.height() * shape.width());
    int j = index / shape.width() % shape.height();
    int k = index % shape.width();
    if (head.radius(i, j, k) <= 1) {
      image[index] = (float) (TISSUE * noisy(intensity(i, j, k)));
      mask[index] = (byte) (wanted.radius(i, j, k) <= 1 ? 1 : 0);
    }
  }

  private double intensity(int i, int j, int k) {
    double x = (i + 0.5) / shape.depth();
    double y = (j + 0.5) / shape.height();
    double z = (k + 0.5) / shape.width();
    double tissue = blended(distractors, i, j, k);
    double share = wanted.share(i, j, k);
    double painted = tissue + share * (wanted.intensity() - tissue);
    double textured = painted * (1 + style.texture() * texture.at(x, y, z));
    return textured * StrictMath.exp(style.bias() * bias.at(x, y, z));
  }

  private static double blended(List<Ellipsoid> objects, int i, int j, int k) {
    double tissue = 1;
    for (Ellipsoid object : objects) {
      tissue += object.share(i, j, k) * (object.intensity() - tissue);
    }
    return tissue;
  }

  /** Rician: the length of a signal with normal noise in two channels. */
  private double noisy(double signal) {
    double real = signal + style.noise() * random.nextGaussian();
    double imaginary = style.noise() * random.nextGaussian();
    return Math.sqrt(real * real + imaginary * imaginary);
  }

  private Ellipsoid head() {
    Triple sides = Triple.of(shape);
    Triple radii = sides.map(side -> HEAD_RADIUS * side * between(0.93, 1));
    return new Ellipsoid(sides.map(side -> (side - 1) / 2), radii, 0, 1);
  }

  private Ellipsoid wanted() {
    double size = smallestSide() * between(0.85, 1.15);
    Triple radii = style.radii().map(radius -> radius * size * between(0.88, 1.12));
    double contrast = style.contrast() * between(0.85, 1.15);
    return new Ellipsoid(place(0.27), radii, between(-0.4, 0.4), 1 + contrast);
  }

  private List<Ellipsoid> distractors() {
    List<Ellipsoid> objects = new ArrayList<>();
    for (int n = 0; n < style.distractors(); n++) {
      objects.add(ball(0.06, 1 + style.contrast()));
      objects.add(ball(0.12, 1 - 0.6 * style.contrast()));
      objects.add(rod(1 + 0.9 * style.contrast()));
    }
    return objects;
  }

  /** Small and as bright as what is wanted, or large and dark. */
  private Ellipsoid ball(double radius, double intensity) {
    double voxels = radius * smallestSide() * between(0.8, 1.3);
    return new Ellipsoid(place(0.5), new Triple(voxels, voxels, voxels), 0, intensity);
  }

  /** Long and thin. */
  private Ellipsoid rod(double intensity) {
    double thick = 0.05 * smallestSide() * between(0.8, 1.2);
    Triple radii = new Triple(thick, 6 * thick, thick);
    return new Ellipsoid(place(0.5), radii, between(0, Math.PI), intensity);
  }

  /** A place off the head's middle by at most a share of its half axes. */
  private Triple place(double share) {
    return head.centre().plus(head.radii().map(radius -> share * radius * between(-1, 1)));
  }

  private double smallestSide() {
    return Math.min(shape.depth(), Math.min(shape.height(), shape.width()));
  }

  private double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }
}
