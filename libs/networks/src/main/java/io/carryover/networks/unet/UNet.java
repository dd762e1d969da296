package io.carryover.networks.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv3d;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import java.util.Map;

/**
 * The 3D U-Net as a function of weights and images, read like the paper's figure (Kuzina et al.
 * 2019, figure 2): residual encoder, skips by addition, no biases.
 *
 * <pre>
 *   block(n, t) = conv_n(relu(instanceNorm(t)))
 *
 *   image -> init_conv ------------------------ x1 ------------------------> up3 -> out -> logits
 *                |-> down1 -> down2 ----------- x2 --------------> up2 ------^
 *                                |-> down3 -> down4 -- x3 -> up1 --^
 *                                               |-> down5 -> down6 ^
 * </pre>
 *
 * <p>The weights come in at each call, so that samples of a posterior can be put through and
 * gradients reach what they were computed from. Not safe for concurrent use.
 */
public final class UNet {

  private final UNetArchitecture architecture;
  private final InstanceNorm instanceNorm;
  private final TrilinearUpsampling upsampling;

  /**
   * A network of this architecture.
   *
   * @param constants owns the constant matrices of the upsampling
   */
  public UNet(UNetArchitecture architecture, NDManager constants) {
    this.architecture = architecture;
    this.instanceNorm = new InstanceNorm(constants);
    this.upsampling = new TrilinearUpsampling(constants);
  }

  /**
   * Two logits per voxel, (N, 2, D, H, W).
   *
   * @param weights by layer name, each (out, in, edge, edge, edge)
   * @param images (N, 1, D, H, W), each side a multiple of 8, one of them above 8
   * @throws IllegalArgumentException where the images have another shape
   */
  public NDArray logits(Map<String, NDArray> weights, NDArray images) {
    requireImages(images.getShape());
    return Temporaries.freed(() -> new Pass(weights).logits(images));
  }

  private static void requireImages(Shape s) {
    if (s.dimension() != 5 || s.get(1) != 1 || !isDivisible(s)) {
      throw new IllegalArgumentException(
          "images must be (N, 1, D, H, W), sides multiples of 8 and one above 8, got " + s);
    }
  }

  /** An eighth of the size must be whole, and more than the one voxel that has no variance. */
  private static boolean isDivisible(Shape s) {
    long d = s.get(2);
    long h = s.get(3);
    long w = s.get(4);
    return d % 8 == 0 && h % 8 == 0 && w % 8 == 0 && d * h * w > 8 * 8 * 8;
  }

  /** One forward pass with fixed weights. */
  private final class Pass {

    private final Map<String, NDArray> weights;

    Pass(Map<String, NDArray> weights) {
      this.weights = weights;
    }

    NDArray logits(NDArray x) {
      NDArray x1 = conv("init_conv", x); // (N, 16, D, H, W)
      NDArray x2 = residual("down2", down("down1", x1)); // (N, 32, D/2, H/2, W/2)
      NDArray x3 = residual("down4", down("down3", x2)); // (N, 32, D/4, H/4, W/4)
      NDArray x4 = residual("down6", down("down5", x3)); // (N, 64, D/8, H/8, W/8)
      NDArray y3 = up("up1", x4, x3); // (N, 32, D/4, H/4, W/4)
      NDArray y2 = up("up2", y3, x2); // (N, 32, D/2, H/2, W/2)
      NDArray y1 = up("up3", y2, x1); // (N, 16, D, H, W)
      return conv("out", y1); // (N, 2, D, H, W)
    }

    private NDArray down(String name, NDArray t) {
      return Temporaries.freed(
          () -> {
            NDArray normed = activated(t);
            NDArray main = block(name + ".conv_2", conv(name + ".conv_1", normed));
            return main.add(conv(name + ".down", normed));
          });
    }

    private NDArray residual(String name, NDArray t) {
      return Temporaries.freed(() -> t.add(block(name + ".conv_2", block(name + ".conv_1", t))));
    }

    private NDArray up(String name, NDArray t, NDArray skip) {
      return residual(
          name, Temporaries.freed(() -> upsampling.twice(block(name + ".upsample", t)).add(skip)));
    }

    private NDArray block(String name, NDArray t) {
      return Temporaries.freed(() -> conv(name, activated(t)));
    }

    private NDArray activated(NDArray t) {
      return Temporaries.freed(() -> instanceNorm.of(t).getNDArrayInternal().relu());
    }

    private NDArray conv(String name, NDArray t) {
      Layer layer = architecture.layer(name);
      return layer.edge() == 1 && layer.stride() > 1
          ? convolved(layer, sampled(t, layer.stride()), 1)
          : convolved(layer, t, layer.stride());
    }

    /** What a 1x1x1 convolution of this stride reads: PyTorch is slower at leaving out the rest. */
    private NDArray sampled(NDArray t, long stride) {
      return t.get(":, :, ::{}, ::{}, ::{}", stride, stride, stride);
    }

    private NDArray convolved(Layer layer, NDArray t, long stride) {
      return PairedConvolution.isFasterFor(t, layer.edge())
          ? PairedConvolution.of(t, pair -> plainlyConvolved(layer, pair, stride))
          : plainlyConvolved(layer, t, stride);
    }

    private NDArray plainlyConvolved(Layer layer, NDArray t, long stride) {
      long pad = layer.edge() / 2;
      return Conv3d.conv3d(
              t,
              weights.get(layer.name()),
              null,
              new Shape(stride, stride, stride),
              new Shape(pad, pad, pad),
              new Shape(1, 1, 1))
          .head();
    }
  }
}
