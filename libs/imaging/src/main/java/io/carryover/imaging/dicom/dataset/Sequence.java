package io.carryover.imaging.dicom.dataset;

import java.util.List;

/**
 * An element whose content is data sets.
 *
 * @param tag its number
 * @param items the data sets, in order
 */
public record Sequence(int tag, List<DataSet> items) implements Element {
  /** Copies the list. */
  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public Vr vr() {
    return Vr.SQ;
  }
}
