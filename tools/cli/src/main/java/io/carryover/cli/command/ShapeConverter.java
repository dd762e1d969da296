package io.carryover.cli.command;

import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sides along R, A and S as people write them: {@code 48x64x48} or {@code 48,64,48}. */
public final class ShapeConverter implements ITypeConverter<Shape> {
  private static final int SIDES = 3;

  @Override
  public Shape convert(String text) {
    try {
      int[] sides = Arrays.stream(text.split("[x,]", -1)).mapToInt(Integer::parseInt).toArray();
      if (sides.length == SIDES) {
        return new Shape(sides[0], sides[1], sides[2]);
      }
    } catch (InvalidImageException e) {
      throw new TypeConversionException(e.getMessage());
    } catch (NumberFormatException e) {
      throw fault(text);
    }
    throw fault(text);
  }

  private static TypeConversionException fault(String text) {
    return new TypeConversionException("a shape is like 48x64x48, not " + text);
  }
}
