package io.carryover.inference;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * The installed Chromium without a window, its graphics drawn by the processor. It is given the
 * paths of browser and driver, so that nothing is looked for in the network.
 */
final class Chromium implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String BROWSER = "chromium";
  private static final String DRIVER = "chromium-driver";

  /** Programs by Debian's packages. */
  private static final Map<String, String> PACKAGES =
      Map.of(BROWSER, "chromium", DRIVER, "chromedriver");

  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"), Path.of("/usr/lib/chromium"));

  /** For busy machines: a page that the processor draws takes its time. */
  private static final Duration PAGE_WITHIN = Duration.ofMinutes(2);

  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--ignore-gpu-blocklist",
          "--force-device-scale-factor=1");

  private final ChromeDriverService service;
  private final RemoteWebDriver driver;

  private Chromium(ChromeDriverService service, RemoteWebDriver driver) {
    this.service = service;
    this.driver = driver;
  }

  /** Debian's packages of browser and driver, those that are not installed. */
  static List<String> missingPackages() {
    return PACKAGES.keySet().stream().filter(name -> program(name).isEmpty()).sorted().toList();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder for what it remembers
   */
  static Chromium start(Path profile) throws IOException {
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program(DRIVER).orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    service.start();
    return new Chromium(service, new RemoteWebDriver(service.getUrl(), options(profile)));
  }

  private static Optional<Path> program(String debianPackage) {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(PACKAGES.get(debianPackage)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ChromeOptions options(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program(BROWSER).orElseThrow().toFile());
    options.addArguments(ARGUMENTS);
    options.addArguments("--user-data-dir=" + profile.toAbsolutePath());
    options.setPageLoadTimeout(PAGE_WITHIN);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    return options;
  }

  /** Opens a page in a window of a size in pixels; what was complained of before is forgotten. */
  void open(String address, int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    driver.get(address);
    complaints();
  }

  /** Follows a link by its text. */
  void follow(String link) {
    driver.findElement(By.linkText(link)).click();
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** What a person reads on the whole page. */
  String page() {
    return driver.findElement(By.tagName("body")).getText();
  }

  WebElement the(String id) {
    return driver.findElement(By.id(id));
  }

  /** What a person reads in an element. */
  String text(String id) {
    return the(id).getText();
  }

  /** The id of the element that keys go to. */
  String focused() {
    return driver.switchTo().activeElement().getAttribute("id");
  }

  /** Presses keys wherever they go to. */
  void press(CharSequence keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Chooses an option by its value. */
  void choose(String id, String value) {
    driver.findElement(By.cssSelector("#%s option[value='%s']".formatted(id, value))).click();
  }

  /** Lets the service be full as often as is said, whenever a scan is sent to it from now on. */
  void fillService(int times, int retryAfterSeconds) {
    driver.executeScript(
        """
        const full = {code: 'SERVICE_BUSY', title: 'Service busy', detail: 'full'};
        const real = window.fetch;
        let left = arguments[0];
        const refused = () =>
            new Response(
                JSON.stringify(full), {status: 429, headers: {'Retry-After': arguments[1]}});
        window.fetch = async (address, request) =>
            request?.method === 'POST' && left-- > 0 ? refused() : real(address, request);
        """,
        times,
        retryAfterSeconds);
  }

  /** Keeps the next answer to a scan back until it is released, even if nobody waits for it. */
  void holdAnswer() {
    driver.executeScript(
        """
        const real = window.fetch;
        window.fetch = async (address, request) => {
          if (request?.method !== 'POST') {
            return real(address, request);
          }
          const answer = await real(address, {...request, signal: undefined});
          await new Promise(released => window.release = released);
          return answer;
        };
        """);
  }

  /** Whether an answer is kept back. */
  boolean holdsAnswer() {
    return (Boolean) driver.executeScript("return window.release !== undefined");
  }

  /** Lets the answer go; what the page makes of it is done within a second. */
  void releaseAnswer() {
    driver.executeAsyncScript(
        "window.release(); setTimeout(arguments[arguments.length - 1], 1000)");
  }

  /** Drops a file of some text on the page, as from a folder of the desktop. */
  void drop(String name, String content) {
    driver.executeScript(
        """
        const dropped = new DataTransfer();
        dropped.items.add(new File([arguments[1]], arguments[0]));
        document.body.dispatchEvent(
            new DragEvent('drop', {dataTransfer: dropped, bubbles: true, cancelable: true}));
        """,
        name,
        content);
  }

  /** Different colours of a canvas as it is shown: a blank one has one. */
  int colours(String id) throws IOException {
    byte[] png = the(id).getScreenshotAs(OutputType.BYTES);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    int width = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    return (int) Arrays.stream(pixels).distinct().count();
  }

  /** Pixels by which the page is wider than its window. */
  long widthOverflow() {
    return (Long)
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** Writes what the whole page looks like to target/screenshots. */
  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + ".png"),
        driver.findElement(By.tagName("html")).getScreenshotAs(OutputType.BYTES));
  }

  /**
   * What the browser complained of since the last call: scripts that fail, what a policy forbids.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
    service.stop();
  }
}
