package io.eddy.model.eddy;

import java.util.Arrays;

/**
 * What a memory says at every event u → v of a stream, in plain arrays: z_u, the embedding of the
 * source before the event, its mails then, the probability it gave the event, and s_v, the memory
 * of the destination right after. Filled by a {@link VectorSource}; afterwards only read.
 */
public final class EventVectors {
  private final int firstEmbedded;
  private final int embedding;
  private final int memory;
  private final float[] embeddings;
  private final float[] memories;
  private final Mails[] mails;
  private final double[] probabilities;

  /**
   * Vectors to be filled, all zero.
   *
   * @param events of the stream, from the first on
   * @param firstEmbedded event from which on sources have an embedding; earlier ones have none
   * @param embedding numbers of z, E
   * @param memory numbers of s, D
   */
  public EventVectors(int events, int firstEmbedded, int embedding, int memory) {
    this.firstEmbedded = firstEmbedded;
    this.embedding = embedding;
    this.memory = memory;
    this.embeddings = new float[Math.multiplyExact(events - firstEmbedded, embedding)];
    this.memories = new float[Math.multiplyExact(events, memory)];
    this.mails = new Mails[events - firstEmbedded];
    Arrays.fill(mails, Mails.NONE);
    this.probabilities = new double[events];
  }

  /** Events there are vectors of. */
  public int events() {
    return memories.length / memory;
  }

  /** The first event whose source has an embedding. */
  public int firstEmbedded() {
    return firstEmbedded;
  }

  /** Numbers of an embedding, E. */
  public int embeddingSize() {
    return embedding;
  }

  /** Numbers of a memory, D. */
  public int memorySize() {
    return memory;
  }

  /** z_u before an event. */
  public float[] embedding(int event) {
    int from = (event - firstEmbedded) * embedding;
    return Arrays.copyOfRange(embeddings, from, from + embedding);
  }

  /** The mails of u before an event. */
  public Mails mails(int event) {
    return mails[event - firstEmbedded];
  }

  /** s_v after an event. */
  public float[] memory(int event) {
    return Arrays.copyOfRange(memories, event * memory, (event + 1) * memory);
  }

  /** The network's probability of an event from the state before it. */
  public double probability(int event) {
    return probabilities[event];
  }

  /** Writes z_u of an event. */
  public void putEmbedding(int event, float[] source) {
    System.arraycopy(source, 0, embeddings, (event - firstEmbedded) * embedding, embedding);
  }

  /** Puts the mails of u of an event. */
  public void putMails(int event, Mails found) {
    mails[event - firstEmbedded] = found;
  }

  /** Writes s_v of an event. */
  public void putMemory(int event, float[] source) {
    System.arraycopy(source, 0, memories, event * memory, memory);
  }

  /** Writes the network's probability of an event. */
  public void putProbability(int event, double probability) {
    probabilities[event] = probability;
  }
}
