package io.eddy.jobs.examples.amp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.model.amp.AmpModel;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.amp.HaltingScope;
import io.eddy.model.ranker.DenseLayer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What the paper's reference code computed, with its weights: golden/amp.json.gz. */
public final class AmpGolden {
  private static final int MESSAGES_PER_NODE = 10;

  private final JsonNode json;

  private AmpGolden(JsonNode json) {
    this.json = json;
  }

  static AmpGolden load() throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(AmpGolden.class.getResourceAsStream("/golden/amp.json.gz")))) {
      return new AmpGolden(new ObjectMapper().readTree(in));
    }
  }

  /** One network on one graph. */
  record Run(
      String name,
      AmpModel model,
      boolean countsDropped,
      List<AmpEvent> events,
      int limit,
      List<List<Float>> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every network on every graph. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (JsonNode model : json.get("models")) {
      String name = model.get("name").asText();
      int index = 0;
      for (JsonNode graph : json.get("graphs")) {
        runs.add(
            new Run(
                name + " on graph " + index,
                model(name, model.get("parameters")),
                !name.equals("iter"),
                events(graph),
                MESSAGES_PER_NODE * graph.get("nodes").asInt(),
                rows(model.get("logProbabilities").get(index))));
        index++;
      }
    }
    return runs;
  }

  private static AmpModel model(String name, JsonNode parameters) {
    DenseLayer encoder = layer(parameters, "encoder");
    DenseLayer speak = layer(parameters, "new_message");
    CellKind kind =
        switch (name) {
          case "gru" -> CellKind.GRU;
          case "lstm" -> CellKind.LSTM;
          default -> CellKind.RNN;
        };
    List<DenseLayer> cell =
        kind == CellKind.RNN
            ? List.of(layer(parameters, "newstate"))
            : List.of(
                layer(parameters, "newstate.weight_ih", "newstate.bias_ih"),
                layer(parameters, "newstate.weight_hh", "newstate.bias_hh"));
    Halting halting =
        switch (name) {
          case "act" -> Halting.ACT;
          case "iter" -> Halting.ITER;
          default -> Halting.NONE;
        };
    @Nullable DenseLayer halt =
        switch (halting) {
          case NONE -> null;
          case ACT -> layer(parameters, "act");
          case ITER -> layer(parameters, "confidence");
        };
    return new AmpModel(
        encoder,
        new AmpParameters(
            kind,
            halting,
            HaltingScope.NODE,
            encoder.outputs(),
            speak.outputs(),
            cell,
            speak,
            halt),
        layer(parameters, "decoders.0"));
  }

  private static DenseLayer layer(JsonNode parameters, String name) {
    return layer(parameters, name + ".weight", name + ".bias");
  }

  private static DenseLayer layer(JsonNode parameters, String weight, String bias) {
    JsonNode shape = parameters.get(weight).get("shape");
    return new DenseLayer(
        shape.get(1).asInt(),
        shape.get(0).asInt(),
        floats(parameters.get(weight).get("values")),
        floats(parameters.get(bias).get("values")));
  }

  private static List<AmpEvent> events(JsonNode graph) {
    List<TreeSet<Integer>> neighbours = new ArrayList<>();
    for (int v = 0; v < graph.get("nodes").asInt(); v++) {
      neighbours.add(new TreeSet<>());
    }
    for (JsonNode edge : graph.get("edges")) {
      neighbours.get(edge.get(0).asInt()).add(edge.get(1).asInt());
      neighbours.get(edge.get(1).asInt()).add(edge.get(0).asInt());
    }
    List<AmpEvent> events = new ArrayList<>();
    for (int v = 0; v < neighbours.size(); v++) {
      events.add(
          new AmpEvent.Start(
              name(v),
              list(graph.get("features").get(v)),
              neighbours.get(v).stream().map(AmpGolden::name).toList()));
    }
    events.add(
        new AmpEvent.Ask(
            name(graph.get("start").asInt()), new AmpMessage(floats(graph.get("firstMessage")))));
    return events;
  }

  static String name(int node) {
    return Integer.toString(node);
  }

  private static List<List<Float>> rows(JsonNode rows) {
    List<List<Float>> result = new ArrayList<>();
    rows.forEach(row -> result.add(list(row)));
    return result;
  }

  private static List<Float> list(JsonNode values) {
    List<Float> result = new ArrayList<>();
    values.forEach(value -> result.add((float) value.asDouble()));
    return result;
  }

  private static float[] floats(JsonNode values) {
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values.get(i).asDouble();
    }
    return result;
  }
}
