package org.modelparity.model;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.modelparity.tensorflow.TensorName;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * Finds the operations of a SavedModel that reach out of it: to files, the network, standard output
 * or Python. A model is a program, and TensorFlow runs all of it; so this is asked before anything
 * runs, of whatever the signature, the initialisation and the restoring of variables can reach.
 */
public final class HostOperations {
  /**
   * Named by what TensorFlow's own registry has in version 2.18, with their later versions; a test
   * holds every name that the registry has against a list of those that were found harmless.
   */
  private static final Pattern EFFECTS =
      Pattern.compile(
          "(?:"
              + String.join(
                  "|",
                  List.of(
                      "ReadFile|WriteFile|MatchingFiles|FileSystemSetConfiguration",
                      "Save|SaveSlices|SaveV2|Restore|RestoreSlice|RestoreV2|MergeV2Checkpoints",
                      "LoadAndRemapMatrix|GenerateVocabRemapping|InitializeTableFromTextFile.*",
                      "InitializeTableFromDataset|.*Reader(?:V2)?|Reader[A-Z].*|LMDBReader",
                      ".*(?:TextLine|TFRecord|FixedLengthRecord|LMDB|Csv|CSV|Sql|MatchingFiles)"
                          + "Dataset.*|DatasetToTFRecord.*|ExperimentalDatasetToTFRecord",
                      "(?:Save|Load|Cache|ListSnapshotChunks)Dataset.*|Snapshot.*|.*DistributedSave",
                      "DataService.*|RegisterDataset.*|.*DataServiceDataset.*|Bigtable.*|Gcs.*",
                      "Print|PrintV2|Write.*Summary.*",
                      "CreateSummary.*|ImportEvent|FlushSummaryWriter|CloseSummaryWriter",
                      "Debug.*|Copy|CopyHost",
                      "PyFunc.*|EagerPyFunc|.*Rpc.*|RemoteCall",
                      "_?(?:Host)?(?:Send|Recv)|_?XlaHostCompute.*|_?Xla(?:SendToHost|RecvFromHost).*",
                      "_?XlaSendFromHost.*|_?XlaRecvAtHost.*|(?:Infeed|Outfeed).*|Collective.*",
                      "_?ConfigureDistributedTPU.*|.*TPU.*|Abort|_?Nccl.*|WorkerHeartbeat",
                      // Their attributes name files.
                      "RecordInput|Skipgram|FixedUnigramCandidateSampler|DumpTensor",
                      "CalibrationStatisticsSaver|DTensorRestore.*|DecodeProto.*|EncodeProto",
                      // They run graphs that are hidden in a text.
                      "DatasetFromGraph|DeserializeIterator|RemoteFusedGraph.*|TfLiteSubgraph.*"))
              + ")");

  /** What restoring variables takes. */
  private static final Set<String> OF_RESTORING = Set.of("RestoreV2", "Restore", "RestoreSlice");

  private static final String INITIALISATION = "__saved_model";
  private static final List<String> INITIALISERS = List.of("saved_model_main_op", "legacy_init_op");

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Map<String, FunctionDef> functions = new HashMap<>();
  private final MetaGraphDef graph;

  private HostOperations(MetaGraphDef graph) {
    this.graph = graph;
    graph.getGraphDef().getNodeList().forEach(n -> nodes.put(n.getName(), n));
    graph
        .getGraphDef()
        .getLibrary()
        .getFunctionList()
        .forEach(f -> functions.put(f.getSignature().getName(), f));
  }

  /**
   * Checks a model.
   *
   * @param signature that will be run
   * @param allowed operations that the user lets pass
   * @throws ModelException with the name of an operation that is neither harmless nor allowed, or
   *     of a function that calls itself
   */
  public static void check(SavedModelProgram model, String signature, Collection<String> allowed)
      throws ModelException {
    Recursion.check(model);
    HostOperations operations = new HostOperations(model.graph());
    Set<String> passing = new HashSet<>(allowed);
    operations.check(model, operations.roots(signature), passing);
    passing.addAll(OF_RESTORING);
    operations.check(model, List.of(model.graph().getSaverDef().getRestoreOpName()), passing);
  }

  private List<String> roots(String chosen) {
    Deque<String> roots = new ArrayDeque<>();
    for (Map.Entry<String, SignatureDef> entry : graph.getSignatureDefMap().entrySet()) {
      if (entry.getKey().equals(chosen) || entry.getKey().startsWith(INITIALISATION)) {
        for (TensorInfo output : entry.getValue().getOutputsMap().values()) {
          roots.add(output.getName());
        }
      }
    }
    for (String collection : INITIALISERS) {
      roots.addAll(
          graph
              .getCollectionDefOrDefault(
                  collection, org.tensorflow.proto.CollectionDef.getDefaultInstance())
              .getNodeList()
              .getValueList());
    }
    return List.copyOf(roots);
  }

  private void check(SavedModelProgram model, List<String> roots, Set<String> allowed)
      throws ModelException {
    Set<String> seen = new HashSet<>();
    Set<String> called = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      NodeDef node = nodes.get(TensorName.node(open.remove().replaceFirst("^\\^", "")));
      if (node != null && seen.add(node.getName())) {
        check(model, node, "", allowed);
        open.addAll(node.getInputList());
        call(node, called, model, allowed);
      }
    }
  }

  /** Everything in a function counts: what nothing reads may run for its effects. */
  private void call(
      NodeDef caller, Set<String> called, SavedModelProgram model, Set<String> allowed)
      throws ModelException {
    Deque<NodeDef> open = new ArrayDeque<>(List.of(caller));
    while (!open.isEmpty()) {
      for (String name : references(open.remove())) {
        FunctionDef function = functions.get(name);
        if (function != null && called.add(name)) {
          for (NodeDef node : function.getNodeDefList()) {
            check(model, node, " of function " + name, allowed);
            open.add(node);
          }
        }
      }
    }
  }

  /** Names that may be those of functions: what is called, and texts among the attributes. */
  private static List<String> references(NodeDef node) {
    List<String> names = new ArrayList<>(Recursion.called(node));
    for (AttrValue attribute : node.getAttrMap().values()) {
      names.add(attribute.getS().toStringUtf8());
      for (ByteString text : attribute.getList().getSList()) {
        names.add(text.toStringUtf8());
      }
    }
    return names;
  }

  /** Whether an operation is one of those. */
  public static boolean isOne(String operation) {
    return EFFECTS.matcher(operation).matches();
  }

  private static void check(
      SavedModelProgram model, NodeDef node, String where, Set<String> allowed)
      throws ModelException {
    String operation = node.getOp();
    if (isOne(operation) && !allowed.contains(operation)) {
      throw new ModelException(
          "%s reaches out of the model: node %s%s is %s; if you trust it, allow it with <allowedOperations>%s</allowedOperations>"
              .formatted(model.path(), node.getName(), where, operation, operation));
    }
  }
}
