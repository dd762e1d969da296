package io.carryover.inference.onnx.blocked;

/**
 * How the kernels of a 3D convolution, (O, I, K, E, E) in C order, lie as those of a 2D one.
 *
 * <p>The K taps along depth become Q planes by a matrix, plane q = sum over k of planes[q][k] w[..,
 * k, ..]. The planes follow each other either on the input channels (taps side by side) or on the
 * output channels (one group each). Channels are filled up to whole blocks of B with zeros; in
 * memory [O' / B][I' / B][E][E][B of I'][B of O'], and without blocks of I' for the image.
 */
public final class FilterLayout {

  /** Where the planes lie. */
  enum Stacking {
    INPUTS,
    OUTPUTS
  }

  private final int outputs;
  private final int inputs;
  private final int edge;
  private final Matrix planes;
  private final Stacking stacking;
  private final int block;
  private final int inputBlock;

  /**
   * A layout.
   *
   * @param kernels shape of the kernels
   * @param planes matrix (Q, K)
   * @param order how the channels of the convolution's input lie
   * @param block B
   */
  FilterLayout(Kernels kernels, Matrix planes, Stacking stacking, Order order, int block) {
    this.outputs = kernels.outputs();
    this.inputs = kernels.inputs();
    this.edge = kernels.edge();
    this.planes = planes;
    this.stacking = stacking;
    this.block = block;
    this.inputBlock = order == Order.BLOCKS ? block : 1;
  }

  /** (O', I', E, E). */
  public long[] shape() {
    return new long[] {stackedOutputs(), stackedInputs(), edge, edge};
  }

  /**
   * Lays kernels out.
   *
   * @param kernels (O, I, K, E, E) in C order
   */
  public float[] of(float[] kernels) {
    float[] laid = new float[stackedOutputs() * stackedInputs() * edge * edge];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        for (int plane = 0; plane < planes.rows(); plane++) {
          layPlane(kernels, laid, o, i, plane);
        }
      }
    }
    return laid;
  }

  private void layPlane(float[] kernels, float[] laid, int o, int i, int plane) {
    int first = (o * inputs + i) * planes.columns() * edge * edge;
    for (int at = 0; at < edge * edge; at++) {
      double sum = 0;
      for (int k = 0; k < planes.columns(); k++) {
        sum += planes.at(plane, k) * kernels[first + k * edge * edge + at];
      }
      laid[index(stackedOutput(o, plane), stackedInput(i, plane), at)] = (float) sum;
    }
  }

  private int stackedOutput(int o, int plane) {
    return stacking == Stacking.OUTPUTS ? plane * paddedOutputs() + o : o;
  }

  private int stackedInput(int i, int plane) {
    return stacking == Stacking.INPUTS ? plane * paddedInputs() + i : i;
  }

  private int index(int o, int i, int at) {
    int blocks = o / block * (stackedInputs() / inputBlock) + i / inputBlock;
    int within = (blocks * edge * edge + at) * inputBlock + i % inputBlock;
    return within * block + o % block;
  }

  private int stackedOutputs() {
    return stacking == Stacking.OUTPUTS ? planes.rows() * paddedOutputs() : paddedOutputs();
  }

  private int stackedInputs() {
    return stacking == Stacking.INPUTS ? planes.rows() * paddedInputs() : paddedInputs();
  }

  private int paddedOutputs() {
    return Blocks.padded(outputs, block);
  }

  private int paddedInputs() {
    return Blocks.padded(inputs, inputBlock);
  }
}
