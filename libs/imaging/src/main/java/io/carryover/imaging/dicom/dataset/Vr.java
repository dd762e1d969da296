package io.carryover.imaging.dicom.dataset;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Value representations: how an element's bytes are meant (DICOM PS3.5, 6.2). */
public enum Vr {
  AE(2, ' '),
  AS(2, ' '),
  AT(2, '\0'),
  CS(2, ' '),
  DA(2, ' '),
  DS(2, ' '),
  DT(2, ' '),
  FD(2, '\0'),
  FL(2, '\0'),
  IS(2, ' '),
  LO(2, ' '),
  LT(2, ' '),
  OB(4, '\0'),
  OD(4, '\0'),
  OF(4, '\0'),
  OL(4, '\0'),
  OV(4, '\0'),
  OW(4, '\0'),
  PN(2, ' '),
  SH(2, ' '),
  SL(2, '\0'),
  SQ(4, '\0'),
  SS(2, '\0'),
  ST(2, ' '),
  SV(4, '\0'),
  TM(2, ' '),
  UC(4, ' '),
  UI(2, '\0'),
  UL(2, '\0'),
  UN(4, '\0'),
  UR(4, ' '),
  US(2, '\0'),
  UT(4, ' '),
  UV(4, '\0');

  private static final Map<Integer, Vr> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(Vr::code, Function.identity()));

  private final int lengthBytes;
  private final char padding;

  Vr(int lengthBytes, char padding) {
    this.lengthBytes = lengthBytes;
    this.padding = padding;
  }

  /** The representation of two bytes of explicit VR, if there is such a one. */
  static Optional<Vr> ofBytes(byte first, byte second) {
    return Optional.ofNullable(BY_CODE.get(Byte.toUnsignedInt(first) << 8 | (second & 0xff)));
  }

  /** Bytes of the length field in explicit VR: 2, or 4 after two that are reserved. */
  int lengthBytes() {
    return lengthBytes;
  }

  /** Whether values are characters. */
  boolean isText() {
    return padding == ' ' || this == UI;
  }

  /** What makes a value of odd length even. */
  byte padding() {
    return (byte) padding;
  }

  private int code() {
    return name().charAt(0) << 8 | name().charAt(1);
  }
}
