package io.carryover.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.carryover.imaging.dicom.dataset.DicomFile;
import io.carryover.imaging.dicom.dataset.DicomReader;
import io.carryover.imaging.dicom.dataset.DicomSamples;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.dicom.dataset.TestObject.Ends;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to a file, it is read or refused by a code; no size in it is believed.
 *
 * <p>Each file of the samples is damaged {@link #DAMAGES} times.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedDicomTest {
  private static final int DAMAGES = 500;

  /** Most damage is done here: pixels are read whatever they are. */
  private static final int HEADER_BYTES = 3000;

  /** Bytes that reading may take for each byte of its files: items of 16 bytes take 25. */
  private static final long BYTES_PER_BYTE = 32;

  /** What a run of anything takes: buffers, messages, traces of an exception. */
  private static final long BYTES_OF_ANY_RUN = 1 << 18;

  /** Far above what reading takes on a busy machine. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Grid CT_GRID =
      new Grid(
          new Shape(23, 38, 3),
          Affine.ofRows(
              new double[][] {
                {-0.7, 0, 0, -46.4649}, {0, -0.7, 0, -5.01881}, {0, 0, 2.5, -177.75}
              }));

  @TempDir private Path folder;

  @Test
  void readsOrRefusesAnySliceOfASmallSeries() throws IOException {
    DicomSamples.require(getClass());
    damageSlices(DicomSamples.CROP);
  }

  @Test
  void readsOrRefusesAnySliceInImplicitVr() throws IOException {
    DicomSamples.require(getClass());
    damageSlices(DicomSamples.CT);
  }

  @Test
  void readsOrRefusesAnySliceOfALargeSeries() throws IOException {
    DicomSamples.require(getClass());
    damageSlices(DicomSamples.FLAIR);
  }

  @Test
  void readsOrRefusesASegmentation() throws IOException {
    DicomSamples.require(getClass());
    Path file = DicomSamples.path(DicomSamples.SEGMENTATION);
    damage(
        Files.readAllBytes(file),
        "segmentation",
        0,
        bytes -> SegmentationReader.readLabels(written(bytes), CT_GRID));
  }

  @Test
  void readsOrRefusesInventedObjects() throws IOException {
    TestObject nested =
        TestSeries.enhanced(List.of(0.0, 1.0, 2.0))
            .with(Tag.DERIVATION_IMAGE_SEQUENCE, TestObject.slice(2, 1));
    for (Ends ends : Ends.values()) {
      for (String syntax : List.of(TestObject.EXPLICIT, TestObject.IMPLICIT)) {
        damage(
            nested.file(syntax, ends),
            syntax + " " + ends,
            0,
            bytes -> SeriesReader.read(written(bytes)));
      }
    }
  }

  @Test
  void nothingButShortItemsTakesMemoryInProportion() throws IOException {
    // Given: items of 16 bytes, each with an empty sequence of 8, to the end of the file
    byte[] item = {-2, -1, 0, -32, 8, 0, 0, 0, 0x62, 0, 2, 0, 0, 0, 0, 0};
    byte[] start = new TestObject().file(TestObject.IMPLICIT, Ends.LENGTH);
    ByteBuffer bytes = ByteBuffer.wrap(new byte[start.length + 8 + 60_000 * item.length]);
    bytes.put(start).put(new byte[] {0x62, 0, 2, 0, -1, -1, -1, -1});
    while (bytes.hasRemaining()) {
      bytes.put(item);
    }
    Path file = Files.write(folder.resolve("items"), bytes.array());

    assertThat(isRefused(() -> SeriesReader.read(file), "items", bytes.capacity())).isTrue();
  }

  @Test
  void nothingButNumbersTakesMemoryInProportion() throws IOException {
    // Given: a position of half a million numbers
    byte[] numbers = "1\\".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
    byte[] bytes =
        TestObject.slice(1, 0)
            .with(Tag.IMAGE_POSITION_PATIENT, numbers)
            .file(TestObject.IMPLICIT, Ends.LENGTH);
    Path file = Files.write(folder.resolve("numbers"), bytes);

    assertThat(isRefused(() -> SeriesReader.read(file), "numbers", bytes.length)).isTrue();
  }

  /** Each beside one that is whole; in memory, since most of the time would go to the disk. */
  private static void damageSlices(String folder) throws IOException {
    List<Path> files = DicomSamples.files(folder);
    for (int n = 0; n < files.size(); n++) {
      byte[] other = Files.readAllBytes(files.get((n + 1) % files.size()));
      DicomFile whole = DicomReader.read(other);
      damage(
          Files.readAllBytes(files.get(n)),
          folder + " slice " + n,
          other.length,
          bytes -> pair(bytes, whole));
    }
  }

  private static Series pair(byte[] damaged, DicomFile whole) {
    SeriesReader reader = new SeriesReader(DicomLimits.DEFAULT);
    reader.add(DicomReader.read(damaged));
    reader.add(whole);
    return reader.series();
  }

  private Path written(byte[] bytes) {
    try {
      return Files.write(folder.resolve("damaged"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void damage(
      byte[] whole, String name, long otherBytes, Function<byte[], Object> reading) {
    assertThat(reading.apply(whole)).as(name).isNotNull();
    int refused = 0;
    for (int seed = 0; seed < DAMAGES; seed++) {
      byte[] bytes = damaged(whole, new Random(seed));
      String what = name + ", seed " + seed;
      refused += isRefused(() -> reading.apply(bytes), what, bytes.length + otherBytes) ? 1 : 0;
    }
    assertThat(refused).as(name).isBetween(DAMAGES / 20, DAMAGES);
  }

  private static boolean isRefused(Supplier<Object> reading, String name, long fileBytes) {
    long nanosBefore = System.nanoTime();
    long most = BYTES_PER_BYTE * fileBytes + BYTES_OF_ANY_RUN;
    Taken taken = Taken.by(reading, name);
    if (taken.bytes > most) {
      // The first of a kind loads classes; what reading itself takes, it takes again.
      taken = Taken.by(reading, name);
    }
    assertThat(taken.bytes).as("bytes: %s %s", name, taken.code).isLessThanOrEqualTo(most);
    assertThat(System.nanoTime() - nanosBefore).as("time: " + name).isLessThan(LONGEST_NANOS);
    return !taken.code.isEmpty();
  }

  /** The memory that a reading took, and the code of its refusal, empty if it was read. */
  private record Taken(long bytes, String code) {

    static Taken by(Supplier<Object> reading, String name) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      String code = codeOf(reading, name);
      return new Taken(THREADS.getCurrentThreadAllocatedBytes() - before, code);
    }
  }

  private static String codeOf(Supplier<Object> reading, String name) {
    try {
      Objects.requireNonNull(reading.get());
      return "";
    } catch (InvalidImageException e) {
      return e.code();
    } catch (RuntimeException e) {
      throw new AssertionError("neither read nor refused: " + name, e);
    }
  }

  /** Cut off, bits flipped, lengths changed, bytes put in or taken out. */
  private static byte[] damaged(byte[] whole, Random random) {
    int header = random.nextInt(4) == 0 ? whole.length : Math.min(whole.length, HEADER_BYTES);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
      case 1 -> flipped(whole, random, header);
      case 2 -> changed(whole, random, header);
      case 3 -> withLength(whole, random, header);
      default -> moved(whole, random, header);
    };
  }

  private static byte[] flipped(byte[] whole, Random random, int header) {
    byte[] damaged = whole.clone();
    for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
      damaged[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static byte[] changed(byte[] whole, Random random, int header) {
    byte[] damaged = whole.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      damaged[random.nextInt(header)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  /** Two or four bytes at an even place, where lengths lie, become one of the worst. */
  private static byte[] withLength(byte[] whole, Random random, int header) {
    int[] worst = {0, 1, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff};
    byte[] damaged = whole.clone();
    int at = 132 + 2 * random.nextInt((header - 136) / 2);
    int bytes = random.nextBoolean() ? 2 : 4;
    int length = worst[random.nextInt(worst.length)];
    for (int n = 0; n < bytes; n++) {
      damaged[at + n] = (byte) (length >>> (8 * n));
    }
    return damaged;
  }

  private static byte[] moved(byte[] whole, Random random, int header) {
    int from = random.nextInt(header);
    int to = Math.max(0, Math.min(whole.length, from + random.nextInt(33) - 16));
    byte[] damaged = Arrays.copyOf(whole, from + whole.length - to);
    System.arraycopy(whole, to, damaged, from, whole.length - to);
    return damaged;
  }
}
