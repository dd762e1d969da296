package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.volume.InvalidImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Attributes by tag: a whole object, or one item of a sequence.
 *
 * <p>Immutable. It is read from a file, or built in memory by {@link DataSetBuilder} to be written.
 * Text is never echoed by a message: it may be a name.
 */
public final class DataSet {
  private static final Comparator<Element> BY_TAG =
      (left, right) -> Integer.compareUnsigned(left.tag(), right.tag());

  /** Code strings, DICOM PS3.5, 6.2. */
  private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]{1,16}");

  private static final DataSet EMPTY = new DataSet(List.of());

  private final List<Element> elements;

  private DataSet(List<Element> elements) {
    this.elements = elements;
  }

  /**
   * The elements in any order.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if two have one tag
   */
  public static DataSet of(List<Element> elements) {
    if (elements.isEmpty()) {
      return EMPTY;
    }
    List<Element> sorted = new ArrayList<>(elements);
    sorted.sort(BY_TAG);
    for (int n = 1; n < sorted.size(); n++) {
      requireDifferent(sorted.get(n - 1), sorted.get(n));
    }
    return new DataSet(List.copyOf(sorted));
  }

  /** A data set without elements. */
  public static DataSet empty() {
    return EMPTY;
  }

  /** All elements by ascending tag. */
  public List<Element> elements() {
    return elements;
  }

  /** The elements whose tags are wanted, as a copy that refers to no file's bytes. */
  public DataSet copyOf(IntPredicate wanted) {
    return of(
        elements.stream()
            .filter(element -> wanted.test(element.tag()))
            .map(DataSet::copyOf)
            .toList());
  }

  /** The element of a tag's number. */
  public Optional<Element> find(int number) {
    int low = 0;
    int high = elements.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean below = Integer.compareUnsigned(elements.get(middle).tag(), number) < 0;
      low = below ? middle + 1 : low;
      high = below ? high : middle;
    }
    boolean found = low < elements.size() && elements.get(low).tag() == number;
    return found ? Optional.of(elements.get(low)) : Optional.empty();
  }

  /** Whether an attribute is there and not empty. */
  public boolean has(Tag tag) {
    return find(tag.number()).map(DataSet::isFilled).orElse(false);
  }

  /**
   * The bytes of an attribute.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if it is a sequence
   */
  public Optional<Value> value(Tag tag) {
    return find(tag.number()).map(element -> asValue(tag, element));
  }

  /** The text of an attribute, empty where there is none. For codes, numbers and UIDs. */
  public String text(Tag tag) {
    return value(tag).map(Value::text).orElse("");
  }

  /** A code as messages may tell it: never other text. */
  public String code(Tag tag) {
    String text = text(tag);
    return CODE.matcher(text).matches() ? text : "no code";
  }

  /**
   * The numbers of an attribute that must be there.
   *
   * @param count how many there must be
   * @throws InvalidImageException UNREADABLE_IMAGE if there are more or fewer
   */
  public double[] requireNumbers(Tag tag, int count) {
    int actual = value(tag).map(value -> value.count(tag.vr())).orElse(0);
    if (actual != count) {
      throw unreadable("%s must have %d numbers, got %d".formatted(tag, count, actual));
    }
    return value(tag).orElseThrow().numbers(tag.vr());
  }

  /**
   * The number of an attribute that may be missing.
   *
   * @param otherwise the answer where there is none
   * @throws InvalidImageException UNREADABLE_IMAGE if there are several
   */
  public double number(Tag tag, double otherwise) {
    return has(tag) ? requireNumbers(tag, 1)[0] : otherwise;
  }

  /**
   * The whole number of an attribute, empty where there is none.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if it is no single whole number of 32 bits
   */
  public OptionalInt whole(Tag tag) {
    return has(tag) ? OptionalInt.of(requireWhole(tag)) : OptionalInt.empty();
  }

  /**
   * The whole number of an attribute that must be there.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if it is missing or no single whole number
   */
  public int requireWhole(Tag tag) {
    double number = requireNumbers(tag, 1)[0];
    int whole = (int) number;
    if (whole != number) {
      throw unreadable("%s must be a whole number, got %s".formatted(tag, number));
    }
    return whole;
  }

  /**
   * The items of a sequence, none where there is none.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if it is no sequence
   */
  public List<DataSet> items(Tag tag) {
    return find(tag.number()).map(element -> asItems(tag, element)).orElse(List.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataSet dataSet && elements.equals(dataSet.elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  /** Its tags: values may be names, which no message tells. */
  @Override
  public String toString() {
    return elements.stream().map(element -> Tag.text(element.tag())).toList().toString();
  }

  private static Element copyOf(Element element) {
    return element instanceof Sequence sequence
        ? new Sequence(sequence.tag(), sequence.items().stream().map(DataSet::whole).toList())
        : ((Value) element).copy();
  }

  private static DataSet whole(DataSet item) {
    return item.copyOf(tag -> true);
  }

  private static boolean isFilled(Element element) {
    return element instanceof Sequence sequence
        ? !sequence.items().isEmpty()
        : element instanceof Value value && !value.isEmpty();
  }

  private static Value asValue(Tag tag, Element element) {
    if (element instanceof Value value) {
      return value;
    }
    throw unreadable(tag + " must be a value, it is a sequence");
  }

  private static List<DataSet> asItems(Tag tag, Element element) {
    if (element instanceof Sequence sequence) {
      return sequence.items();
    }
    if (element instanceof Value value && value.length() == 0) {
      return List.of();
    }
    throw unreadable(tag + " must be a sequence, it is of VR " + element.vr());
  }

  private static void requireDifferent(Element left, Element right) {
    if (left.tag() == right.tag()) {
      throw unreadable("a data set has each tag once, " + Tag.text(left.tag()) + " is there twice");
    }
  }

  private static InvalidImageException unreadable(String message) {
    return new InvalidImageException(UNREADABLE_IMAGE, message);
  }
}
