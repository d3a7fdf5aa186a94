package io.eddy.jobs.examples.components;

import io.eddy.jobs.loop.Loop;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The connected components of a graph, while its edges arrive. An edge is an event at each end. */
public final class ComponentsJob {
  public record Edge(String node, String neighbour) {}

  public record Member(String component, List<String> neighbours) {}

  public record Joined(String node, String component) {}

  /** A component is named after its smallest node; whoever hears of a smaller one passes it on. */
  static final class Components implements NodeProgram<Member, Edge, String, Joined> {
    @Override
    public void onEvent(Edge edge, NodeContext<Member, String, Joined> context) {
      Member member = memberOf(context);
      List<String> neighbours = new ArrayList<>(member.neighbours());
      neighbours.add(edge.neighbour());
      context.setState(new Member(member.component(), neighbours));
      context.send(edge.neighbour(), member.component());
    }

    @Override
    public void onMessage(String component, NodeContext<Member, String, Joined> context) {
      Member member = memberOf(context);
      if (component.compareTo(member.component()) < 0) {
        context.setState(new Member(component, member.neighbours()));
        context.emit(new Joined(context.node(), component));
        member.neighbours().forEach(neighbour -> context.send(neighbour, component));
      }
    }

    private static Member memberOf(NodeContext<Member, String, Joined> context) {
      Member member = context.state();
      return member == null ? new Member(context.node(), List.of()) : member;
    }
  }

  public static DataStream<Joined> components(DataStream<Edge> edges) {
    return Loop.builder(new Components())
        .setStateType(TypeInformation.of(Member.class))
        .setMessageType(Types.STRING)
        .setResultType(TypeInformation.of(Joined.class))
        .optUid("components")
        .optMaxHops(100)
        .build()
        .apply(edges, Edge::node);
  }
}
