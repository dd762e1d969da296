package io.carryover.imaging.decathlon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.scan.LabelledScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes labelled scans one by one as a folder that {@link DecathlonFolder} reads.
 *
 * <p>One thread; {@link #finish} writes dataset.json, without which the folder is not read.
 */
public final class DecathlonWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final ObjectNode description = JSON.createObjectNode();
  private final ArrayNode training = JSON.createArrayNode();

  /**
   * Starts a folder.
   *
   * @param folder made where it is missing
   * @param name the data set's name
   * @param foreground name of label 1
   */
  public DecathlonWriter(Path folder, String name, String foreground) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("imagesTr"));
    Files.createDirectories(folder.resolve("labelsTr"));
    description.put("name", name);
    description.putObject("modality").put("0", "T1");
    description.putObject("labels").put("0", "background").put("1", foreground);
  }

  /** Writes image and label map of one scan. */
  public void add(String id, LabelledScan scan) throws IOException {
    String image = "imagesTr/" + id + ".nii.gz";
    String label = "labelsTr/" + id + ".nii.gz";
    NiftiWriter.write(folder.resolve(image), scan.image());
    NiftiWriter.write(folder.resolve(label), scan.mask());
    training.addObject().put("image", "./" + image).put("label", "./" + label);
  }

  /** Writes dataset.json. */
  public void finish() throws IOException {
    description.put("numTraining", training.size());
    description.set("training", training);
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("dataset.json").toFile(), description);
  }
}
