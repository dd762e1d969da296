package io.carryover.imaging.nifti;

import io.carryover.imaging.volume.InvalidImageException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** How one voxel is stored: the scalar datatypes of NIfTI with their codes. */
enum Datatype {
  UINT8(2, 1) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return Byte.toUnsignedInt(bytes.get(offset));
    }
  },
  INT16(4, 2) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return bytes.getShort(offset);
    }
  },
  INT32(8, 4) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return bytes.getInt(offset);
    }
  },
  FLOAT32(16, 4) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return bytes.getFloat(offset);
    }
  },
  FLOAT64(64, 8) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return bytes.getDouble(offset);
    }
  },
  INT8(256, 1) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return bytes.get(offset);
    }
  },
  UINT16(512, 2) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return Short.toUnsignedInt(bytes.getShort(offset));
    }
  },
  UINT32(768, 4) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return Integer.toUnsignedLong(bytes.getInt(offset));
    }
  },
  INT64(1024, 8) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return bytes.getLong(offset);
    }
  },
  UINT64(1280, 8) {
    @Override
    double at(ByteBuffer bytes, int offset) {
      return unsigned(bytes.getLong(offset));
    }
  };

  private final int code;
  private final int bytesPerVoxel;

  Datatype(int code, int bytesPerVoxel) {
    this.code = code;
    this.bytesPerVoxel = bytesPerVoxel;
  }

  /** The stored number at a byte offset, exact but for integers beyond 2^53. */
  abstract double at(ByteBuffer bytes, int offset);

  /** The header's datatype code. */
  int code() {
    return code;
  }

  /** Bytes one voxel takes in the file. */
  int bytesPerVoxel() {
    return bytesPerVoxel;
  }

  /**
   * The datatype of a header's code.
   *
   * @throws InvalidImageException UNSUPPORTED_IMAGE for complex, colour, one-bit and 128-bit
   *     voxels, UNREADABLE_IMAGE for codes the standard does not know
   */
  static Datatype ofCode(int code) {
    return Arrays.stream(values())
        .filter(type -> type.code == code)
        .findFirst()
        .orElseThrow(() -> refused(code));
  }

  private static InvalidImageException refused(int code) {
    String name = nameOfRefused(code);
    String rule = "voxels must be integers or real numbers of at most 64 bits, ";
    return name.isEmpty()
        ? new InvalidImageException(
            InvalidImageException.UNREADABLE_IMAGE, rule + "datatype code " + code + " is unknown")
        : new InvalidImageException(
            InvalidImageException.UNSUPPORTED_IMAGE,
            rule + "datatype is " + name + " (code " + code + ")");
  }

  private static String nameOfRefused(int code) {
    return switch (code) {
      case 1 -> "one-bit";
      case 32 -> "complex64";
      case 128 -> "RGB24";
      case 1536 -> "float128";
      case 1792 -> "complex128";
      case 2048 -> "complex256";
      case 2304 -> "RGBA32";
      default -> "";
    };
  }

  private static double unsigned(long bits) {
    double half = (bits >>> 1) | (bits & 1);
    return bits >= 0 ? bits : 2 * half;
  }
}
