package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;

/**
 * One step of message passing, in the words of two papers that everything here can be read in:
 *
 * <table>
 *   <caption>The parts of a step</caption>
 *   <tr><th>here</th><th>Gilmer et al., ICML 2017</th><th>Battaglia et al., 2018</th></tr>
 *   <tr><td>{@link #message}</td><td>M_t(h_v, h_w, e_vw)</td><td>φᵉ, on every edge</td></tr>
 *   <tr><td>{@link #aggregate}</td><td>the sum over N(v)</td><td>ρ^(e→v), edges to nodes</td></tr>
 *   <tr><td>{@link #update}</td><td>U_t(h_v, m_v)</td><td>φᵛ, on every node</td></tr>
 * </table>
 *
 * <p>Where message and aggregate are linear, they are one matrix, and a step with the update y ↦ yΘ
 * is R·X·Θ with the reference operator R that {@link GraphTensors#operator} holds. So {@link #step}
 * multiplies by R and never lays out E × F messages; {@link #stepByEdges} does the three parts one
 * by one, and gives the same.
 *
 * <p>Shapes: X N × F, messages E × F, float32. One thread at a time.
 */
public interface MessagePassing {

  /** What every edge carries, from its sender's row: E × F. */
  default NDArray message(GraphTensors graph, NDArray x) {
    NDArray senders = graph.ofSenders(x);
    return graph.aggregation().linear() ? senders.mul(graph.weights()) : senders;
  }

  /** What every node receives, whatever the order of the edges: E × F to N × F. */
  default NDArray aggregate(GraphTensors graph, NDArray messages) {
    return graph.aggregation().linear()
        ? graph.sumByReceiver(messages)
        : graph.maxByReceiver(messages);
  }

  /** What every node becomes, from what it received and what it was. */
  NDArray update(NDArray received, NDArray x);

  /** The whole step, message and aggregate as one product where they are linear. */
  default NDArray step(GraphTensors graph, NDArray x) {
    return graph.aggregation().linear() ? update(graph.product(x), x) : stepByEdges(graph, x);
  }

  /** The whole step part by part: E × F numbers in memory. */
  default NDArray stepByEdges(GraphTensors graph, NDArray x) {
    return update(aggregate(graph, message(graph, x)), x);
  }
}
