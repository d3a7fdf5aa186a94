package io.eddy.jobs.ripple;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.memory.node.Followers;
import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.amp.AmpParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The visits of an event with a fixed mixing of both memories where a model would update them, so
 * that every change shows; and the product's ripples behind it. Emits a node's memory whenever it
 * changed.
 */
final class ContactProgram
    implements NodeProgram<NeuralNode, Contact, ContactMessage, MemoryUpdate> {
  private static final long serialVersionUID = 1L;
  private static final int VISIT_HOPS = 2;

  private final MemoryShape shape;
  private final RippleSettings settings;
  private final @Nullable AmpParameters cell;
  private transient @Nullable Ripples made;

  ContactProgram(MemoryShape shape, RippleSettings settings, @Nullable AmpParameters cell) {
    this.shape = shape;
    this.settings = settings;
    this.cell = cell;
  }

  int maxHops() {
    return VISIT_HOPS + settings.loopHops();
  }

  @Override
  public void onEvent(
      Contact contact, NodeContext<NeuralNode, ContactMessage, MemoryUpdate> context) {
    NeuralNode node = node(context);
    context.setState(node);
    context.send(contact.dst(), new ContactMessage.Visit(false, contact, node.memory().memory()));
  }

  @Override
  public void onMessage(
      ContactMessage message, NodeContext<NeuralNode, ContactMessage, MemoryUpdate> context) {
    NeuralNode node = node(context);
    Ripples.Sender out =
        (to, ripple, energy) -> context.send(to, new ContactMessage.Told(ripple), energy, 0);
    boolean changed = true;
    if (message instanceof ContactMessage.Visit visit) {
      visit(visit, node, context, out);
    } else if (message instanceof ContactMessage.Told told) {
      changed = ripples().hear(told.ripple(), node, context.node(), context.energy(), out);
    }
    context.setState(node);
    if (changed) {
      context.emit(
          MemoryUpdate.of(context.node(), node.memory(), node.memory().memory(), 0, "mixing"));
    }
  }

  private void visit(
      ContactMessage.Visit visit,
      NeuralNode node,
      NodeContext<NeuralNode, ContactMessage, MemoryUpdate> context,
      Ripples.Sender out) {
    Contact contact = visit.contact();
    String other = visit.back() ? contact.dst() : contact.src();
    float[] own = node.memory().memory();
    if (!visit.back()) {
      context.send(contact.src(), new ContactMessage.Visit(true, contact, own));
    }
    Mailbox mailbox = node.memory().mailbox();
    ripples()
        .kept(node, context.node(), other, mailbox.nextDisplaced(List.of()), context.energy(), out);
    mailbox.add(other, contact.timeMicros(), new float[0], visit.memory());
    float[] mixed = new float[own.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] =
          (float) Math.sin(0.7 * own[i] + 0.4 * visit.memory()[i] + contact.timeMicros() + i);
    }
    node.memory().update(mixed, contact.timeMicros());
    float[] said = cell == null ? null : new float[cell.message()];
    if (said != null) {
      System.arraycopy(mixed, 0, said, 0, said.length);
    }
    ripples()
        .changed(node, context.node(), node.memory().memory(), said, other, context.energy(), out);
  }

  private NeuralNode node(NodeContext<NeuralNode, ContactMessage, MemoryUpdate> context) {
    NeuralNode node = context.state();
    return node == null ? new NeuralNode(new NeuralMemory(shape), new Followers()) : node;
  }

  private Ripples ripples() {
    if (made == null) {
      made = new Ripples(settings, cell);
    }
    return made;
  }
}
