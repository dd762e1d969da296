package io.carryover.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void findsDifferentPortsThatCanBeListenedOn() throws IOException {
    List<Integer> ports = FreePorts.find(5);

    assertThat(ports).hasSize(5).doesNotHaveDuplicates();
    try (ServerSocket socket =
        new ServerSocket(ports.get(0), 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }
}
