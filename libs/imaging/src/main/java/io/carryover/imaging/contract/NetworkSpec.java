package io.carryover.imaging.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The network in the file.
 *
 * @param architecture name of the layer table, {@code carryover-unet3d}
 * @param widths channels after init_conv, at half, quarter and eighth resolution
 */
public record NetworkSpec(String architecture, List<Integer> widths) {

  /** The 3D U-Net of Kuzina et al. 2019, section 2.3. */
  public static final String UNET = "carryover-unet3d";

  private static final String ARCHITECTURE = "carryover.network.architecture";
  private static final String WIDTHS = "carryover.network.widths";
  private static final int WIDEST = 1024;
  private static final int LEVELS = 4;

  /** Checks the widths: four, each from 1 to 1024. */
  public NetworkSpec {
    Rules.line(ARCHITECTURE, architecture);
    widths = List.copyOf(widths);
    Rules.inRange(WIDTHS, widths.size(), LEVELS, LEVELS);
    widths.forEach(width -> Rules.inRange(WIDTHS, width, 1, WIDEST));
  }

  /** The U-Net with these channel widths. */
  public static NetworkSpec unet(List<Integer> widths) {
    return new NetworkSpec(UNET, widths);
  }

  void writeTo(Map<String, String> metadata) {
    metadata.put(ARCHITECTURE, architecture);
    metadata.put(WIDTHS, widths.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  static NetworkSpec readFrom(MetadataReader metadata) {
    metadata.require(ARCHITECTURE, UNET);
    return unet(metadata.integers(WIDTHS, ","));
  }
}
