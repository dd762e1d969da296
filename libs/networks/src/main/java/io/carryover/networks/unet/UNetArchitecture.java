package io.carryover.networks.unet;

import java.util.ArrayList;
import java.util.List;

/**
 * The layer table of the 3D U-Net: every convolution by name, without bias (Kuzina et al. 2019,
 * section 2.3).
 *
 * <p>{@code widths} are the channels after init_conv, at half, quarter and eighth resolution; the
 * default 16, 32, 32, 64 has 726,480 parameters.
 */
public record UNetArchitecture(List<Integer> widths, List<Layer> layers) {

  /** Number of prior groups: one per resolution of the feature map that a 3x3x3 kernel reads. */
  public static final int GROUPS = 7;

  /** The default of the paper. */
  public static UNetArchitecture standard() {
    return ofWidths(List.of(16, 32, 32, 64));
  }

  /** The same network with other channel widths; four positive numbers. */
  public static UNetArchitecture ofWidths(List<Integer> widths) {
    if (widths.size() != 4 || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException("widths must be four positive numbers, got " + widths);
    }
    return new UNetArchitecture(List.copyOf(widths), List.copyOf(table(widths)));
  }

  /**
   * One convolution.
   *
   * @param name as in the paper's figure, for example {@code down1.conv_1}
   * @param in input channels
   * @param out output channels
   * @param edge kernel edge, 1 or 3; padding is edge / 2
   * @param stride 1 or 2
   * @param group prior group 1 to 7 of its 3x3x3 kernels; 0 for 1x1x1 convolutions, which have no
   *     prior
   */
  public record Layer(String name, int in, int out, int edge, int stride, int group) {

    /** Shape of the weights: (out, in, edge, edge, edge). */
    public long[] shape() {
      return new long[] {out, in, edge, edge, edge};
    }

    /** Number of weights. */
    public int parameters() {
      return out * in * edge * edge * edge;
    }

    /** Whether its kernels have a prior. */
    public boolean hasPrior() {
      return group > 0;
    }

    /** He standard deviation sqrt(2 / fan-in). */
    public double heStandardDeviation() {
      return Math.sqrt(2.0 / ((double) in * edge * edge * edge));
    }
  }

  /** Number of parameters of the network. */
  public int parameters() {
    return layers.stream().mapToInt(Layer::parameters).sum();
  }

  /** The layer of this name. */
  public Layer layer(String name) {
    return layers.stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Layer> table(List<Integer> w) {
    List<Layer> t = new ArrayList<>();
    t.add(new Layer("init_conv", 1, w.get(0), 3, 1, 1));
    for (int level = 1; level <= 3; level++) {
      down(t, level, w.get(level - 1), w.get(level));
    }
    for (int level = 1; level <= 3; level++) {
      up(t, level, w.get(4 - level), w.get(3 - level));
    }
    t.add(new Layer("out", w.get(0), 2, 1, 1, 0));
    return t;
  }

  private static void down(List<Layer> t, int level, int in, int out) {
    String strided = "down" + (2 * level - 1);
    String plain = "down" + (2 * level);
    t.add(new Layer(strided + ".conv_1", in, out, 3, 2, level));
    t.add(new Layer(strided + ".conv_2", out, out, 3, 1, level + 1));
    t.add(new Layer(strided + ".down", in, out, 1, 2, 0));
    t.add(new Layer(plain + ".conv_1", out, out, 3, 1, level + 1));
    t.add(new Layer(plain + ".conv_2", out, out, 3, 1, level + 1));
  }

  private static void up(List<Layer> t, int level, int in, int out) {
    String name = "up" + level;
    t.add(new Layer(name + ".upsample", in, out, 1, 1, 0));
    t.add(new Layer(name + ".conv_1", out, out, 3, 1, 4 + level));
    t.add(new Layer(name + ".conv_2", out, out, 3, 1, 4 + level));
  }
}
