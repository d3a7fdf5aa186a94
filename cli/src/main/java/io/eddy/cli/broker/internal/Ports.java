package io.eddy.cli.broker.internal;

import io.eddy.cli.broker.BrokerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds free ports on localhost, and says so when a wanted one is taken. */
public final class Ports {
  private Ports() {}

  /**
   * A port that is free right now.
   *
   * @param wanted the port, or 0 for any
   * @throws BrokerException if the wanted port is taken
   */
  public static int claim(int wanted) {
    try (ServerSocket socket =
        new ServerSocket(wanted, 1, InetAddress.getByName(SingleNode.HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "port %d on %s cannot be used (%s): stop the program that uses it or choose another port"
              .formatted(wanted, SingleNode.HOST, e.getMessage()),
          e);
    }
  }
}
