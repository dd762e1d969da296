package io.carryover.imaging.dicom.dataset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A data set in the making; the representation of each attribute is that of its {@link Tag}.
 *
 * <p>Belongs to one thread. A tag that is put twice is refused by {@link #build}.
 */
public final class DataSetBuilder {
  private static final int LONGEST_DECIMAL = 16;

  private final List<Element> elements = new ArrayList<>();

  /** Adds text; several values are joined by backslashes. UTF-8. */
  public DataSetBuilder put(Tag tag, String... values) {
    return put(tag, String.join("\\", values).getBytes(StandardCharsets.UTF_8));
  }

  /** Adds numbers as the tag's representation has them, text or binary. */
  public DataSetBuilder put(Tag tag, double... numbers) {
    return put(tag, bytes(tag.vr(), numbers));
  }

  /** Adds bytes as they are. */
  public DataSetBuilder put(Tag tag, byte[] bytes) {
    return put(new Value(tag.number(), tag.vr(), bytes));
  }

  /** Adds a sequence. */
  public DataSetBuilder put(Tag tag, List<DataSet> items) {
    return put(new Sequence(tag.number(), items));
  }

  /** Adds any element, for one with a tag that {@link Tag} does not know. */
  public DataSetBuilder put(Element element) {
    elements.add(element);
    return this;
  }

  /** The data set. */
  public DataSet build() {
    return DataSet.of(elements);
  }

  private static byte[] bytes(Vr vr, double[] numbers) {
    return switch (vr) {
      case DS, IS -> text(numbers);
      case US, SS, UL, SL, FL, FD -> binary(vr, numbers);
      default -> throw new IllegalArgumentException("numbers have no form as VR " + vr);
    };
  }

  private static byte[] text(double[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(DataSetBuilder::decimal)
        .collect(Collectors.joining("\\"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** As many digits as a decimal string has room for (DICOM PS3.5, 6.2: 16 characters). */
  private static String decimal(double number) {
    String text = new BigDecimal(number).stripTrailingZeros().toPlainString();
    for (int digits = LONGEST_DECIMAL; text.length() > LONGEST_DECIMAL; digits--) {
      text = new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros().toString();
    }
    return text;
  }

  private static byte[] binary(Vr vr, double[] numbers) {
    byte[] bytes = new byte[Value.sizeOf(vr) * numbers.length];
    ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      put(fields, vr, number);
    }
    return bytes;
  }

  private static void put(ByteBuffer bytes, Vr vr, double number) {
    switch (vr) {
      case US, SS -> bytes.putShort((short) (int) number);
      case UL, SL -> bytes.putInt((int) (long) number);
      case FL -> bytes.putFloat((float) number);
      default -> bytes.putDouble(number);
    }
  }
}
