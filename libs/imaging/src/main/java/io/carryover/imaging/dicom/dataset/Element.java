package io.carryover.imaging.dicom.dataset;

/** One attribute of a data set: a value of bytes, or a sequence of data sets. */
public sealed interface Element permits Value, Sequence {
  /** Group in the upper, element in the lower sixteen bits, as an unsigned number. */
  int tag();

  /** How its content is meant. */
  Vr vr();
}
