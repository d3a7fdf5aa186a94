package io.eddy.cli.data;

import io.eddy.schemas.SubjectKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;

/**
 * Reads IBM AMLSim's sample archives: {@code nodes.csv} and {@code transactions.csv} in a gzipped
 * tar.
 *
 * <p>Time is the simulation's day. A label is about an account: fraud is known at its {@code
 * fraudStep}; where the sample has no such step (-1), and for accounts without fraud, it is known
 * only after the last day, so that nothing can learn from it during the stream.
 */
final class AmlSim {
  private record Account(String id, boolean fraud, long step) {}

  private AmlSim() {}

  static DataSet read(String name, Path file) throws IOException {
    List<DataEvent> events = new ArrayList<>();
    List<Account> accounts = new ArrayList<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Lines.content(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String member = entry.getName();
        if (member.endsWith("nodes.csv")) {
          readAccounts(lines(file, member, tar), accounts);
        } else if (member.endsWith("transactions.csv")) {
          readTransactions(name, lines(file, member, tar), events);
        }
      }
    }
    if (events.isEmpty() || accounts.isEmpty()) {
      throw new DataException(
          "'%s' holds %d transactions and %d accounts; expected transactions.csv and nodes.csv in it"
              .formatted(file, events.size(), accounts.size()));
    }
    long end = events.stream().mapToLong(DataEvent::timeMicros).max().orElse(0) + Times.DAY;
    List<DataLabel> labels =
        accounts.stream()
            .map(
                account ->
                    new DataLabel(
                        account.id(),
                        SubjectKind.NODE,
                        account.fraud() ? 1 : 0,
                        account.step() >= 0 ? account.step() * Times.DAY : end))
            .toList();
    return new DataSet(name, List.of("log_amount"), events, labels);
  }

  private static Lines lines(Path file, String member, TarArchiveInputStream tar) {
    return new Lines(file + "!" + member, CloseShieldInputStream.wrap(tar), ',');
  }

  private static void readAccounts(Lines member, List<Account> into) throws IOException {
    try (Lines lines = member) {
      lines.next();
      while (lines.next()) {
        lines.demand(4, "nodeid,isFraud,init_balance,fraudStep");
        into.add(new Account(lines.text(0), lines.integer(1) != 0, lines.integer(3)));
      }
    }
  }

  private static void readTransactions(String name, Lines member, List<DataEvent> into)
      throws IOException {
    try (Lines lines = member) {
      lines.next();
      while (lines.next()) {
        lines.demand(4, "sourceNodeId,targetNodeId,value,time");
        float[] features = {(float) Math.log1p(lines.number(2))};
        into.add(
            new DataEvent(
                name + "-" + into.size(),
                lines.text(0),
                lines.text(1),
                lines.integer(3) * Times.DAY,
                features,
                ""));
      }
    }
  }
}
