package io.eddy.model.tgn.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import io.eddy.model.tgn.TgnSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * One configuration of the reference code with its weights, under the names of this project, and
 * what it gave. Described beside the file in the test resources.
 */
public record GoldenRun(
    String name,
    TgnSettings settings,
    NamedArrays parameters,
    EdgeColumns events,
    int[] negatives,
    int batch,
    double[] positive,
    double[] negative,
    double[][] finalMemory,
    double[] finalUpdate) {
  private static final int MEMORY = 8;
  private static final int FEATURES = 4;

  /** All runs. */
  public static List<GoldenRun> load() throws IOException {
    JsonNode root;
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(GoldenRun.class.getResourceAsStream("/golden/tgn.json.gz")))) {
      root = new ObjectMapper().readTree(in);
    }
    JsonNode events = root.get("events");
    double[] seconds = doubles(events.get("time"));
    float[] features = new float[seconds.length * FEATURES];
    for (int i = 0; i < features.length; i++) {
      features[i] = events.get("features").get(i / FEATURES).get(i % FEATURES).floatValue();
    }
    EdgeColumns columns =
        new EdgeColumns(
            ints(events.get("src")),
            ints(events.get("dst")),
            Arrays.stream(seconds).mapToLong(s -> Math.round(s * 1e6)).toArray(),
            features,
            FEATURES);
    List<GoldenRun> runs = new ArrayList<>();
    for (JsonNode run : root.get("runs")) {
      runs.add(run(run, columns, ints(events.get("negative"))));
    }
    return runs;
  }

  private static GoldenRun run(JsonNode run, EdgeColumns events, int[] negatives) {
    List<Double> positive = new ArrayList<>();
    List<Double> negative = new ArrayList<>();
    for (JsonNode batch : run.get("batches")) {
      batch.get("positive").forEach(value -> positive.add(value.doubleValue()));
      batch.get("negative").forEach(value -> negative.add(value.doubleValue()));
    }
    JsonNode memory = run.get("finalMemory");
    double[][] finalMemory = new double[memory.size()][];
    for (int i = 0; i < finalMemory.length; i++) {
      finalMemory[i] = doubles(memory.get(i));
    }
    return new GoldenRun(
        run.get("name").textValue(),
        settings(run),
        parameters(run.get("parameters")),
        events,
        negatives,
        run.get("batchSize").intValue(),
        positive.stream().mapToDouble(Double::doubleValue).toArray(),
        negative.stream().mapToDouble(Double::doubleValue).toArray(),
        finalMemory,
        doubles(run.get("finalLastUpdate")));
  }

  private static TgnSettings settings(JsonNode run) {
    JsonNode config = run.get("config");
    String embedding = config.get("embedding_module_type").textValue();
    return TgnSettings.builder(MEMORY)
        .optMessageFunction(
            TgnSettings.MessageFunction.valueOf(upper(config.get("message_function"))))
        .optAggregator(TgnSettings.Aggregator.valueOf(upper(config.get("aggregator_type"))))
        .optMemoryUpdater(TgnSettings.Updater.valueOf(upper(config.get("memory_updater_type"))))
        .optEmbedding(
            TgnSettings.Embedding.valueOf(embedding.replace("graph_", "").toUpperCase(Locale.ROOT)))
        .optEdgeFeatures(FEATURES)
        .optMessage(config.get("message_dimension").intValue())
        .optNeighbours(run.get("neighbors").intValue())
        .optLayers(config.get("n_layers").intValue())
        .optHeads(config.get("n_heads").intValue())
        .optTimeShift(
            run.get("timeShift").get("mean").doubleValue(),
            run.get("timeShift").get("std").doubleValue())
        .build();
  }

  private static NamedArrays parameters(JsonNode given) {
    Map<String, Values> arrays = new LinkedHashMap<>();
    given
        .fields()
        .forEachRemaining(
            entry -> {
              Values values = values(entry.getValue());
              String name = entry.getKey();
              if (name.endsWith("in_proj_bias")) {
                // The key's part adds the same number to all scores of a head.
                int width = values.values().length / 3;
                String layer = ours(name.replace("in_proj_bias", ""));
                arrays.put(layer + "query.bias", slice(values, 0, width));
                arrays.put(layer + "valueBias", slice(values, 2 * width, width));
              } else if (name.equals("time_encoder.w.weight")) {
                arrays.put(ours(name), slice(values, 0, values.values().length));
              } else if (!name.contains("layer_norm")) {
                arrays.put(ours(name), values);
              }
            });
    return new NamedArrays(arrays);
  }

  private static Values slice(Values values, int from, int length) {
    return new Values(new int[] {length}, Arrays.copyOfRange(values.values(), from, from + length));
  }

  private static Values values(JsonNode node) {
    int[] shape = ints(node.get("shape"));
    float[] values = new float[node.get("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get("values").get(i).floatValue();
    }
    return new Values(shape, values);
  }

  /** The name of the reference code's parameter here. */
  private static String ours(String name) {
    return name.replace("memory_updater.memory_updater.weight_ih", "updater.input.weight")
        .replace("memory_updater.memory_updater.weight_hh", "updater.state.weight")
        .replace("memory_updater.memory_updater.bias_ih", "updater.input.bias")
        .replace("memory_updater.memory_updater.bias_hh", "updater.state.bias")
        .replace("message_function.mlp.0", "message.hidden")
        .replace("message_function.mlp.2", "message.output")
        .replace("embedding_module.attention_models.0.", "layer1.")
        .replace("embedding_module.attention_models.1.", "layer2.")
        .replace("multi_head_target.", "")
        .replace("q_proj_weight", "query.weight")
        .replace("k_proj_weight", "key")
        .replace("v_proj_weight", "value")
        .replace("out_proj.", "output.")
        .replace("merger.fc1", "hidden")
        .replace("merger.fc2", "merge")
        .replace("embedding_module.linear_1.0", "layer1.neighbour")
        .replace("embedding_module.linear_2.0", "layer1.merge")
        .replace("embedding_module.embedding_layer", "projection.drift")
        .replace("affinity_score.fc1", "link.hidden")
        .replace("affinity_score.fc2", "link.output")
        .replace("time_encoder.w.weight", "time.frequency")
        .replace("time_encoder.w.bias", "time.phase");
  }

  private static String upper(JsonNode text) {
    return text.textValue().toUpperCase(Locale.ROOT);
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).intValue();
    }
    return values;
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  @Override
  public String toString() {
    return name;
  }
}
