package io.eddy.jobs.memory;

/**
 * Room for a memory that waits to be published. One is there for every node and takes another
 * memory with nearly every event, so it changes in place: a collector would have to move what is
 * allocated anew. Not thread-safe.
 */
final class HeldMemory {
  private String node = "";
  private long timeMicros;
  private long updates;
  private float[] vector = {};
  private double moved;
  private String model = "";
  private String[] neighbours = {};
  private long[] times = {};

  /** Takes all of a memory over. */
  void take(MemoryUpdate update) {
    node = update.node();
    timeMicros = update.timeMicros();
    updates = update.updates();
    moved = update.moved();
    model = update.model();
    int components = update.vector().length;
    if (vector.length != components) {
      vector = new float[components];
    }
    System.arraycopy(update.vector(), 0, vector, 0, components);
    int mails = update.mails().size();
    if (neighbours.length != mails) {
      neighbours = new String[mails];
      times = new long[mails];
    }
    for (int i = 0; i < mails; i++) {
      MailHead mail = update.mails().get(i);
      neighbours[i] = mail.neighbour();
      times[i] = mail.timeMicros();
    }
  }

  /** Euclidean length of the memory. */
  double norm() {
    return MemoryUpdate.norm(vector);
  }

  /** What was taken, in an object that does not change. */
  MemoryUpdate update() {
    return new MemoryUpdate(
        node,
        timeMicros,
        updates,
        vector.clone(),
        moved,
        model,
        new MailHeads(neighbours.clone(), times.clone()));
  }
}
