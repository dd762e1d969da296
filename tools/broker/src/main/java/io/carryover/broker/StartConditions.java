package io.carryover.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.server.util.FileLock;

/**
 * What must hold before Kafka's server starts: a server that fails in the middle of its start
 * disturbs the one that is running, and may take minutes to go away.
 */
final class StartConditions {
  private StartConditions() {}

  static int freePort() {
    try (ServerSocket socket = listener(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on " + NodeConfig.HOST, e);
    }
  }

  static void requireFree(int port) {
    try {
      listener(port).close();
    } catch (IOException e) {
      throw new IllegalStateException(
          "a broker needs a free port, %s:%d is in use".formatted(NodeConfig.HOST, port), e);
    }
  }

  static void requireUnused(Path directory) {
    try {
      Files.createDirectories(directory);
      FileLock lock = new FileLock(directory.resolve(".lock").toFile());
      boolean unused = lock.tryLock();
      lock.unlockAndClose();
      if (!unused) {
        throw new IllegalStateException(
            "a broker needs a directory of its own, another one runs on " + directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the broker's directory " + directory, e);
    }
  }

  private static ServerSocket listener(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
