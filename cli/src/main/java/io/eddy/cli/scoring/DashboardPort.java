package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port on localhost for Flink's dashboard. */
final class DashboardPort {
  private DashboardPort() {}

  /**
   * The wanted port if it is free.
   *
   * @param wanted port; 0 for any free one
   * @throws CommandException if it is taken
   */
  static int claim(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CommandException(
          "port %d for the dashboard cannot be used (%s): stop what uses it, or give another with --dashboard-port (0 for any free one)"
              .formatted(wanted, e.getMessage()),
          e);
    }
  }
}
