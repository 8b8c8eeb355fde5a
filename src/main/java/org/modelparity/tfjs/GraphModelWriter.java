package org.modelparity.tfjs;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelparity.graph.Carrier;
import org.modelparity.graph.GraphDefs;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.target.ConversionException;
import org.modelparity.target.LoweredGraph;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensorflow.DataTypes;
import org.tensorflow.proto.GraphDef;

/**
 * Writes a portable graph as a TF.js graph model: {@code model.json} with the signature's true
 * names and order, and its weights in shards. The same graph gives the same bytes.
 *
 * <p>The format is what {@code tfjs-converter/src/operations/operation_mapper.ts} and {@code
 * tfjs-core/src/io} of version 4.22 read.
 */
public final class GraphModelWriter {
  private final Quantization quantization;
  private final boolean fuse;
  private final TfjsScripts scripts = new TfjsScripts();

  public GraphModelWriter(Quantization quantization) {
    this(quantization, true);
  }

  /**
   * @param fuse whether bias and activation become part of convolutions and matrix products; false
   *     only to measure what that gains
   */
  public GraphModelWriter(Quantization quantization, boolean fuse) {
    this.quantization = quantization;
    this.fuse = fuse;
  }

  /**
   * Writes a model into an existing, empty folder.
   *
   * @throws ConversionException if the graph has what TF.js cannot hold
   */
  public GraphModel write(PortableGraph portable, Path folder)
      throws ConversionException, IOException {
    return write(new LoweredGraph(portable, forms(portable), false, portable.notes()), folder);
  }

  /** A portable graph in the forms that TF.js computes right. */
  static PortableGraph forms(PortableGraph portable) throws ConversionException {
    return CarriedSignature.of(Legalisation.apply(portable));
  }

  /**
   * Writes a model into an existing, empty folder.
   *
   * @param lowered in {@link #forms}
   * @throws ConversionException if the graph has what TF.js cannot hold
   */
  GraphModel write(LoweredGraph lowered, Path folder) throws ConversionException, IOException {
    PortableGraph carried = lowered.graph();
    GraphDefs.Written written = GraphDefs.write(carried);
    GraphDef graph = ScatterCopies.add(DefaultAttributes.add(written.graph()));
    if (fuse) {
      graph = Fusion.apply(graph);
    }
    graph = UniqueConstants.rename(graph);
    List<Weight> weights = Weight.of(graph, quantization);
    List<Path> shards = WeightShards.write(weights, folder);
    Path description = folder.resolve("model.json");
    try (JsonGenerator json =
        new JsonFactory().createGenerator(description.toFile(), JsonEncoding.UTF8)) {
      describe(json, graph, written, carried, weights, shards);
    }
    long bytes = Files.size(description);
    for (Path shard : shards) {
      bytes += Files.size(shard);
    }
    return new GraphModel(
        description,
        shards,
        lowered.source().inputs().stream().map(i -> spec(i.name(), i.value())).toList(),
        lowered.source().outputs().stream().map(o -> spec(o.name(), o.value())).toList(),
        graph.getNodeCount(),
        bytes,
        lowered.anyBatch(),
        notes(lowered),
        scripts);
  }

  private static TensorSpec spec(String name, Value value) {
    return new TensorSpec(name, value.type(), value.shape());
  }

  private static void describe(
      JsonGenerator json,
      GraphDef graph,
      GraphDefs.Written written,
      PortableGraph carried,
      List<Weight> weights,
      List<Path> shards)
      throws IOException, ConversionException {
    json.writeStartObject();
    json.writeStringField("format", "graph-model");
    json.writeStringField("generatedBy", "2.18.0");
    json.writeStringField("convertedBy", "Parity Maven Plugin");
    signature(json, written, carried);
    json.writeObjectFieldStart("userDefinedMetadata");
    json.writeArrayFieldStart("structuredOutputKeys");
    for (PortableGraph.Output output : carried.outputs()) {
      json.writeString(output.name());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeFieldName("modelTopology");
    new GraphDefJson(json).write(graph);
    manifest(json, weights, shards);
    json.writeEndObject();
  }

  private static void signature(
      JsonGenerator json, GraphDefs.Written written, PortableGraph carried) throws IOException {
    json.writeObjectFieldStart("signature");
    json.writeObjectFieldStart("inputs");
    for (PortableGraph.Input input : carried.inputs()) {
      tensorInfo(json, input.name(), input.value(), written.inputs());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("outputs");
    for (PortableGraph.Output output : carried.outputs()) {
      tensorInfo(json, output.name(), output.value(), written.outputs());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void tensorInfo(
      JsonGenerator json, String key, Value value, Map<String, String> nodes) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("name", nodes.get(key) + ":0");
    json.writeStringField("dtype", DataTypes.of(Carrier.of(value.type())).name());
    json.writeFieldName("tensorShape");
    GraphDefJson.shape(json, value.shape().toArray());
    json.writeEndObject();
  }

  private static void manifest(JsonGenerator json, List<Weight> weights, List<Path> shards)
      throws IOException {
    json.writeArrayFieldStart("weightsManifest");
    json.writeStartObject();
    json.writeArrayFieldStart("paths");
    for (Path shard : shards) {
      json.writeString(shard.getFileName().toString());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("weights");
    for (Weight weight : weights) {
      weight.describe(json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static List<String> notes(LoweredGraph lowered) {
    PortableGraph graph = lowered.source();
    Set<String> notes = new LinkedHashSet<>(lowered.notes());
    List<ElementType> types = new ArrayList<>();
    graph.inputs().forEach(i -> types.add(i.value().type()));
    graph.outputs().forEach(o -> types.add(o.value().type()));
    for (ElementType type : types) {
      if (!type.isComplex() && type != Carrier.of(type)) {
        notes.add("TF.js has no " + type + ": the model's signature has " + Carrier.of(type));
      }
    }
    return List.copyOf(notes);
  }
}
