package io.carryover.networks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineNumberTest {
  private static final int FACTORS = 200;
  private static final long LOOK_AGAIN_AFTER_MILLIS = 1000;
  private static final int SMALL_BUFFERS = 20_000;

  private NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void multipliesAndDividesByANumber() {
    NDArray array = manager.create(new float[] {1, -2, 3});

    assertThat(EngineNumber.times(array, 0.5).toFloatArray()).containsExactly(0.5f, -1, 1.5f);
    assertThat(EngineNumber.dividedBy(array, 4).toFloatArray())
        .containsExactly(0.25f, -0.5f, 0.75f);
    assertThat(EngineNumber.times(array, 0.5).getDataType()).isEqualTo(array.getDataType());
  }

  @Test
  void theFactorOutlivesTheGarbageCollectorUntilTheBackwardPass() {
    float[] gradient = gradient(array -> EngineNumber.times(array, 0.5));

    assertThat(gradient).containsOnly(FACTORS * 0.5f);
  }

  @Test
  void theDivisorOutlivesTheGarbageCollectorUntilTheBackwardPass() {
    float[] gradient = gradient(array -> EngineNumber.dividedBy(array, 2));

    assertThat(gradient).containsOnly(FACTORS * 0.5f);
  }

  /**
   * Of the sum of many scaled copies, with the memory of Java taken anew before it is asked for.
   */
  private float[] gradient(UnaryOperator<NDArray> scaling) {
    NDArray array = manager.ones(new Shape(4));
    array.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray sum = manager.zeros(new Shape());
      for (int i = 0; i < FACTORS; i++) {
        sum = sum.add(scaling.apply(array).sum());
      }
      List<ByteBuffer> taken = takeFreedMemory();
      collector.backward(sum);
      assertThat(taken).hasSize(SMALL_BUFFERS);
    }
    return array.getGradient().toFloatArray();
  }

  /** Frees buffers that nobody holds and fills as many small ones with other bytes. */
  private static List<ByteBuffer> takeFreedMemory() {
    awaitCollection();
    List<ByteBuffer> buffers = new ArrayList<>();
    byte[] bytes = new byte[Double.BYTES];
    Arrays.fill(bytes, (byte) 0x41);
    for (int i = 0; i < SMALL_BUFFERS; i++) {
      buffers.add(ByteBuffer.allocateDirect(Double.BYTES).put(bytes));
    }
    return buffers;
  }

  /** Returns when a buffer that nobody holds is gone, and so are those of before. */
  private static void awaitCollection() {
    ReferenceQueue<ByteBuffer> gone = new ReferenceQueue<>();
    PhantomReference<ByteBuffer> buffer =
        new PhantomReference<>(ByteBuffer.allocateDirect(Double.BYTES), gone);
    do {
      System.gc();
    } while (removed(gone) != buffer);
  }

  private static Object removed(ReferenceQueue<ByteBuffer> gone) {
    try {
      return gone.remove(LOOK_AGAIN_AFTER_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
