package io.carryover.runtime.store;

import io.carryover.events.ArtifactRef;
import io.carryover.runtime.id.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A store in a directory, shared by all services by a common disk or network share that has hard
 * links and atomic renames (any POSIX file system, NFS).
 *
 * <pre>
 *   ROOT/artifacts/ab/abcdef.../NAME    by digest; read-only, for owner and group
 *   ROOT/results/RUN_ID.avro            result event of a run
 *   ROOT/incoming/                      files on their way; never read
 * </pre>
 *
 * <p>A file is copied to incoming, forced to disk and moved to its place in one step, so a reader
 * sees all of it or nothing; what a killed process left in incoming may be deleted. Files are read
 * from ROOT and from the further roots given.
 */
public final class DirectoryArtifactStore implements ArtifactStore {
  /** 0440. */
  private static final Set<PosixFilePermission> READ_BY_GROUP =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ);

  private final Path artifacts;
  private final Path results;
  private final Path incoming;
  private final ReadRoots readRoots;

  /**
   * Opens or creates a store.
   *
   * @param root the store's own directory
   * @param readRoots further directories that may be read, for example where scans lie
   */
  public DirectoryArtifactStore(Path root, List<Path> readRoots) {
    Path absolute = root.toAbsolutePath().normalize();
    this.artifacts = absolute.resolve("artifacts");
    this.results = absolute.resolve("results");
    this.incoming = absolute.resolve("incoming");
    this.readRoots = new ReadRoots(Stream.concat(Stream.of(absolute), readRoots.stream()).toList());
    Stream.of(artifacts, results, incoming).forEach(DirectoryArtifactStore::create);
  }

  @Override
  public ArtifactRef put(Path file, String name) {
    StoreName.checked(name);
    try (Incoming copy = new Incoming()) {
      String digest = copy.fill(Files.newInputStream(file));
      Path target = artifacts.resolve(digest.substring(0, 2)).resolve(digest).resolve(name);
      long size = Files.size(copy.path);
      Files.createDirectories(target.getParent());
      Files.move(copy.path, target, StandardCopyOption.ATOMIC_MOVE);
      force(target.getParent());
      return new ArtifactRef(target.toUri().toString(), digest, size);
    } catch (IOException e) {
      throw new UncheckedIOException("file cannot be put into the store: " + file, e);
    }
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    try {
      return ArtifactRefs.verified(readRoots.resolve(ref.getUri()), ref);
    } catch (IOException e) {
      throw new UncheckedIOException(ArtifactName.of(ref.getUri()) + " cannot be read", e);
    }
  }

  @Override
  public byte[] record(String runId, byte[] event) {
    Path target = resultOf(runId);
    try (Incoming copy = new Incoming()) {
      copy.fill(new ByteArrayInputStream(event));
      Files.createLink(target, copy.path);
      force(results);
      return event;
    } catch (FileAlreadyExistsException e) {
      return recorded(runId).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("result cannot be recorded: " + runId, e);
    }
  }

  @Override
  public Optional<byte[]> recorded(String runId) {
    try {
      return Optional.of(Files.readAllBytes(resultOf(runId)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("result cannot be read: " + runId, e);
    }
  }

  private Path resultOf(String runId) {
    return results.resolve(StoreName.checked(runId) + ".avro");
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("directory cannot be created: " + directory, e);
    }
  }

  /** Forces a file's bytes, or a directory's entries, to disk. */
  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Readers have other users and share the group only; whoever else has an account has nothing. */
  private static void makeReadOnly(Path path) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(path, READ_BY_GROUP);
    } else if (!path.toFile().setReadOnly()) {
      throw new IOException("file cannot be made read-only: " + path);
    }
  }

  /** A file on its way in; whatever is left of it goes when it is closed. */
  private final class Incoming implements AutoCloseable {
    private final Path path;

    Incoming() throws IOException {
      this.path = Files.createTempFile(incoming, "", ".part");
    }

    /** Takes the bytes and gives their digest. */
    String fill(InputStream source) throws IOException {
      MessageDigest digest = Sha256.start();
      try (InputStream in = new DigestInputStream(source, digest);
          OutputStream out = Files.newOutputStream(path)) {
        in.transferTo(out);
      }
      force(path);
      makeReadOnly(path);
      return Sha256.hex(digest.digest());
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }
}
