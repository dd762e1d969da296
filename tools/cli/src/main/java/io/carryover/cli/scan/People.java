package io.carryover.cli.scan;

import io.carryover.cli.command.CommandFailure;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who is on which scan.
 *
 * <p>In this order: the row of the folder's {@code subjects.csv}; else the BIDS entity {@code sub-}
 * of the scan's id; else the last digits in it; else the id itself. Two numbers that are known to
 * mean one person then count as one. Joining two different people by mistake only makes a split
 * stricter, so the repeated numbers of well-known public sets are joined wherever they appear.
 */
public final class People {
  private static final String SUBJECTS = "subjects.csv";
  private static final String REPEATED_PEOPLE = "repeated-people.csv";
  private static final Pattern BIDS = Pattern.compile("(?:^|_)sub-([A-Za-z0-9]+)");
  private static final Pattern LAST_DIGITS = Pattern.compile("(\\d+)\\D*$");

  private final Map<String, String> personOfScan;
  private final Map<String, String> firstNumber;

  private People(Map<String, String> personOfScan, Map<String, String> firstNumber) {
    this.personOfScan = Map.copyOf(personOfScan);
    this.firstNumber = Map.copyOf(firstNumber);
  }

  /** By file name alone, with no number joined to another. */
  public static People byFileName() {
    return new People(Map.of(), Map.of());
  }

  /**
   * With the folder's {@code subjects.csv} (columns {@code scan,person}) where there is one, and
   * the repeated people of well-known public sets.
   */
  public static People of(Path folder) {
    Path subjects = folder.resolve(SUBJECTS);
    Map<String, String> people = Files.exists(subjects) ? rows(subjects) : Map.of();
    return new People(people, Map.of()).samePerson(repeatedPeople());
  }

  /** Copies what a folder says of people to another folder, if it says anything. */
  static void copySubjects(Path from, Path to) throws IOException {
    Path subjects = from.resolve(SUBJECTS);
    if (Files.exists(subjects)) {
      Files.copy(subjects, to.resolve(SUBJECTS));
    }
  }

  /** The same, where each entry's key and value are two numbers of one person. */
  public People samePerson(Map<String, String> pairs) {
    Map<String, String> joined = new HashMap<>(firstNumber);
    pairs.forEach((one, other) -> joined.put(other, joined.getOrDefault(one, one)));
    return new People(personOfScan, joined);
  }

  /** The person on a scan. */
  public String personOn(String scanId) {
    return personOf(personOfScan.getOrDefault(scanId, numberIn(scanId)));
  }

  /** The person of a number, which may be one of two that mean the same person. */
  public String personOf(String number) {
    return firstNumber.getOrDefault(number, number);
  }

  /** Everybody on some scans. */
  public Set<String> on(List<DecathlonCase> scans) {
    return scans.stream().map(scan -> personOn(scan.id())).collect(Collectors.toSet());
  }

  /** The scans on which none of these people is. */
  public List<DecathlonCase> without(Set<String> unwanted, List<DecathlonCase> scans) {
    return scans.stream().filter(scan -> !unwanted.contains(personOn(scan.id()))).toList();
  }

  private static String numberIn(String scanId) {
    for (Pattern pattern : List.of(BIDS, LAST_DIGITS)) {
      Matcher matcher = pattern.matcher(scanId);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return scanId;
  }

  private static Map<String, String> rows(Path csv) {
    try {
      return parse(Files.readAllLines(csv), csv.toString());
    } catch (IOException e) {
      throw new CommandFailure(csv + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> repeatedPeople() {
    try (InputStream in = People.class.getResourceAsStream(REPEATED_PEOPLE)) {
      return parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), REPEATED_PEOPLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> parse(List<String> lines, String where) {
    Map<String, String> rows = new HashMap<>();
    lines.stream()
        .skip(1)
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> cells(line, where))
        .forEach(cells -> rows.put(cells[0].strip(), cells[1].strip()));
    return rows;
  }

  private static String[] cells(String line, String where) {
    String[] cells = line.split(",", -1);
    if (cells.length < 2) {
      throw new CommandFailure(
          "a row has two columns, but one is \"%s\" (%s)".formatted(line, where));
    }
    return cells;
  }
}
