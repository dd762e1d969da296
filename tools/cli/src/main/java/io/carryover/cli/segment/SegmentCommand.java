package io.carryover.cli.segment;

import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.command.CommandFailure;
import io.carryover.imaging.dicom.dataset.DicomReader;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carryover segment}. */
@Command(
    name = "segment",
    description = {
      "Segments one scan; the mask lies on the scan's own grid.",
      "A model is a name that the service serves, or a file that ends in .onnx, which needs no service."
    },
    footer = {
      "",
      "Examples:",
      "  ./carryover segment --model caudate-dwp --image scan.nii.gz --out mask.nii.gz",
      "  ./carryover segment --model caudate-dwp --image scan.nii.gz \\",
      "      --out mask.nii.gz --bootstrap 127.0.0.1:9092",
      "  ./carryover segment --model demo-out/model.onnx --image scan.nii.gz \\",
      "      --out mask.nii.gz --maps predictive-entropy,mutual-information",
      "  ./carryover segment --model demo-out/model.onnx --image dicom-series \\",
      "      --out segmentation.dcm"
    })
public final class SegmentCommand implements Callable<Integer> {
  private static final String MODEL_FILE = ".onnx";
  private static final String DICOM_FILE = ".dcm";
  private static final Pattern MASK_FILE = Pattern.compile("\\.(nii(\\.gz)?|dcm)$");
  private static final URI LOCAL_SERVICE = URI.create("http://127.0.0.1:8080");
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE.onnx",
      required = true,
      description = "Name of a served model, or a model file.")
  private String model;

  @Option(
      names = "--image",
      paramLabel = "FILE|DIR",
      required = true,
      description = {
        "The scan: NIfTI (.nii, .nii.gz), an enhanced DICOM file,",
        "or with a model file the folder of a DICOM series."
      })
  private Path image;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "Where the mask goes: .nii, .nii.gz, or .dcm for a DICOM segmentation of a DICOM series.")
  private Path out;

  @Option(
      names = "--samples",
      paramLabel = "T",
      description = {
        "Weights drawn from the model's posterior for the volume's interval and the maps: 0, or 2 to 64.",
        "Each takes as long as the mask (default: as the service has it, 8)."
      })
  private Integer samples;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the drawing (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--maps",
      paramLabel = "MAP",
      split = ",",
      description = {
        "Maps to write beside the mask: probability, predictive-entropy, expected-entropy, mutual-information (nats).",
        "By events or with a model file."
      })
  private List<String> maps = List.of();

  @ArgGroup private Service service = new Service();

  /** One way to the service. */
  private static final class Service {
    @Option(
        names = "--url",
        paramLabel = "URL",
        converter = ServiceUrlConverter.class,
        description = "Address of the inference service (default: http://127.0.0.1:8080).")
    private URI url;

    @Option(
        names = "--bootstrap",
        paramLabel = "HOST:PORT",
        description = "By events instead, through this Kafka broker.")
    private String bootstrap;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireFiles();
    System.out.println(out + ": " + way().segment(image, out));
    return 0;
  }

  private void requireFiles() {
    if (!Files.exists(image)) {
      throw new CommandFailure("there is no image file " + image);
    }
    if (Files.isDirectory(image) && !model.endsWith(MODEL_FILE)) {
      throw new ParameterException(
          spec.commandLine(), "--image of a folder, a DICOM series, takes a model file as --model");
    }
    if (!MASK_FILE.matcher(out.getFileName().toString()).find()) {
      throw new ParameterException(
          spec.commandLine(), "--out ends in .nii, .nii.gz or .dcm, not as in " + out);
    }
    if (!Files.isDirectory(out.toAbsolutePath().getParent())) {
      throw new CommandFailure("there is no folder for the mask " + out);
    }
  }

  private ScanSegmentation way() {
    Wanted wanted = wanted();
    if (out.toString().endsWith(DICOM_FILE)) {
      requireDicom();
      return new DicomSegmentation(Path.of(model), wanted, Clock.system(ZoneId.systemDefault()));
    }
    if (model.endsWith(MODEL_FILE)) {
      return new ModelFileSegmentation(Path.of(model), wanted);
    }
    if (service.bootstrap != null) {
      return new EventSegmentation(
          BrokerOption.reachable(service.bootstrap),
          model,
          wanted,
          Clock.systemUTC(),
          ANSWER_WITHIN);
    }
    requireNoMaps();
    return new HttpSegmentation(service.url == null ? LOCAL_SERVICE : service.url, model, wanted);
  }

  private void requireDicom() {
    boolean dicom = Files.isDirectory(image) || DicomReader.isDicom(image);
    if (!dicom || !model.endsWith(MODEL_FILE) || !maps.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--out of a .dcm takes a DICOM series as --image, a model file as --model, and no --maps");
    }
  }

  private Wanted wanted() {
    Wanted wanted = new Wanted(Optional.ofNullable(samples), seed, maps);
    try {
      wanted.asked();
      return wanted;
    } catch (RejectedException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void requireNoMaps() {
    if (!maps.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--maps takes --bootstrap HOST:PORT, or a model file as --model");
    }
  }
}
