package org.modelparity.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.modelparity.cache.CachedRows;
import org.modelparity.cache.FileDigests;
import org.modelparity.cache.Fingerprint;
import org.modelparity.cache.KeptPictures;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.ModuleOutcome;
import org.modelparity.evaluation.OutputLock;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Shard;
import org.modelparity.evaluation.Verdict;
import org.modelparity.report.Pictures;
import org.modelparity.report.ProgressLine;
import org.modelparity.worker.WorkerException;
import org.modelparity.worker.WorkerSettings;

/**
 * Converts models, runs the originals and the converted ones on the same inputs, compares the
 * numbers, writes the evaluation table, and fails the build if something that worked no longer
 * does.
 *
 * <p>Without configuration, every folder {@code src/main/models/<suite>/<example>} that holds a
 * model is an example:
 *
 * <pre>{@code
 * <plugin>
 *   <groupId>org.modelparity</groupId>
 *   <artifactId>parity-maven-plugin</artifactId>
 *   <version>0.1.0-SNAPSHOT</version>
 *   <executions>
 *     <execution>
 *       <goals>
 *         <goal>check</goal>
 *       </goals>
 *     </execution>
 *   </executions>
 * </plugin>
 * }</pre>
 *
 * <p>Suites can be declared, and single examples can have options of their own:
 *
 * <pre>{@code
 * <configuration>
 *   <targets>tflite</targets>
 *   <suites>
 *     <suite>
 *       <name>The Flax Examples</name>
 *       <url>https://github.com/google/flax/tree/main/examples</url>
 *       <directory>src/main/models/flax</directory>
 *       <examples>
 *         <example>
 *           <name>imagenet</name>
 *           <rtol>1e-3</rtol>
 *           <timeout>600</timeout>
 *         </example>
 *       </examples>
 *     </suite>
 *   </suites>
 * </configuration>
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(
    name = CheckMojo.GOAL,
    defaultPhase = LifecyclePhase.VERIFY,
    threadSafe = true,
    requiresOnline = false)
public final class CheckMojo extends AbstractGateMojo {
  static final String GOAL = "check";
  static final String PHASE = "verify";

  /**
   * Suites of examples. By default, each folder in {@code modelsDirectory} whose own folders hold
   * models is a suite. A suite has a {@code name}, and may have {@code url}, {@code description},
   * {@code directory} (by default the folder of its name in {@code modelsDirectory}) and {@code
   * examples}; an example has a {@code name}, and may have {@code rtol}, {@code atol}, {@code
   * targets}, {@code timeout}, {@code inputs}, {@code outputs}, {@code signature}, {@code seed},
   * {@code shapes} and {@code allowedOperations} of its own.
   *
   * @since 0.1.0
   */
  @Parameter private List<SuiteConfiguration> suites;

  /**
   * Where suites are discovered.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.modelsDirectory",
      defaultValue = "${project.basedir}/src/main/models")
  private File modelsDirectory;

  /**
   * What models are converted to: {@code tflite}, {@code tfjs}; the same with smaller weights,
   * which have looser tolerances of their own: {@code tflite-float16}, {@code
   * tflite-dynamic-range}, {@code tfjs-float16}, {@code tfjs-uint16}, {@code tfjs-uint8}; {@code
   * tflite-select-tf-ops}, which keeps operations that TFLite lacks for runtimes with the Flex
   * delegate; or {@code tensorflow}: nothing is converted, the original is compared with its golden
   * outputs.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.targets", defaultValue = "tflite,tfjs")
  private List<String> targets;

  /**
   * What runs TensorFlow.js models: {@code wasm}, {@code cpu}, {@code webgl}, {@code webgpu}. A row
   * succeeds when all of them do.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.tfjsBackends", defaultValue = "wasm")
  private List<String> tfjsBackends;

  /**
   * What runs TensorFlow Lite models: {@code xnnpack}, {@code litertjs}. A row succeeds when all of
   * them do.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.tfliteBackends", defaultValue = "xnnpack")
  private List<String> tfliteBackends;

  /**
   * Relative tolerance: floating numbers match if {@code abs(actual-expected) <= atol +
   * rtol*abs(expected)}. Integers and booleans must be equal.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.rtol", defaultValue = "1e-4")
  private double rtol;

  /**
   * Absolute tolerance, see {@code rtol}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.atol", defaultValue = "1e-5")
  private double atol;

  /**
   * How many seconds a row may take. A row that takes longer is a FAIL, and its worker is ended.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.timeout", defaultValue = "300")
  private long timeout;

  /**
   * How many worker JVMs evaluate at once: a number, or one per core as in {@code 0.5C}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.forkCount", defaultValue = "1")
  private String forkCount;

  /**
   * JVM arguments of the workers, for example {@code -Xmx4g}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.argLine")
  private String argLine;

  /**
   * Operations with effects outside the model, for example {@code ReadFile}, that models may have.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.allowedOperations")
  private List<String> allowedOperations;

  /**
   * How inputs are drawn for examples without {@code inputs.npz}: {@code seed}, {@code minimum},
   * {@code maximum} (excluded), {@code integerMinimum}, {@code integerMaximum} (included).
   *
   * @since 0.1.0
   */
  @Parameter private RandomInputsConfiguration randomInputs;

  /**
   * Only these rows, as {@code suite/example} or {@code suite/example:target}, where {@code *}
   * stands for any text. For trying one model: {@code mvn parity:check
   * -Dparity.includes=vision/detector}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.includes")
  private List<String> includes;

  /**
   * The part of the evaluation to do, for example {@code 3/16}, so that several machines share it.
   * Give every machine the same {@code lastResults}, and join what they find with {@code
   * parity:merge}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.shard")
  private String shard;

  /**
   * The results.json of an earlier evaluation, by whose durations shards are balanced. Without it,
   * every shard gets as many examples.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.lastResults")
  private File lastResults;

  /**
   * Whether a row is taken from the cache if nothing that it depends on has changed: the files of
   * its example, its options, and this plugin. Rows that run in a browser never are.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.cache", defaultValue = "true")
  private boolean cache;

  /**
   * Where outcomes of rows and converted models are kept for the next builds, which may share the
   * folder, also at the same time.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.cacheDirectory", defaultValue = "${user.home}/.m2/parity-cache")
  private File cacheDirectory;

  /**
   * How many megabytes the cache may take; what was not used for longest makes room.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.cacheSize", defaultValue = "2048")
  private long cacheSize;

  /**
   * Attaches the converted models of all rows that are SUCCESS to the module, so that other modules
   * can depend on them and {@code install} and {@code deploy} take them along. Their classifier is
   * {@code example-target}; a TFLite model has the type {@code tflite}, a TensorFlow.js model is a
   * {@code zip} with model.json and its weights:
   *
   * <pre>{@code
   * <dependency>
   *   <groupId>org.example</groupId>
   *   <artifactId>models</artifactId>
   *   <version>1</version>
   *   <classifier>mnist-tflite</classifier>
   *   <type>tflite</type>
   * </dependency>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.attach", defaultValue = "false")
  private boolean attach;

  /**
   * When a build of several modules fails: {@code end} (when all of them are evaluated, with one
   * summary, and a report on all of them in {@code target/site/parity-aggregate} of the topmost
   * module) or {@code module} (with the first module that fails). Builds that deploy always fail
   * with the first module, before anything of it is deployed.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.failAt", defaultValue = "end")
  private String failAt;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  private Pictures pictures = Pictures.DRAWN;
  private final RepositorySystem repositories;
  private final ToolchainManager toolchains;

  private final MavenProjectHelper helper;

  @Inject
  CheckMojo(RepositorySystem repositories, ToolchainManager toolchains, MavenProjectHelper helper) {
    this.repositories = repositories;
    this.toolchains = toolchains;
    this.helper = helper;
  }

  @Override
  void executeMojo()
      throws MojoFailureException,
          ParameterException,
          EvaluationException,
          WorkerException,
          NativesException,
          InterruptedException {
    boolean handedIn = false;
    FailAt failing = FailAt.of(failAt);
    try {
      Optional<ModuleOutcome> outcome = evaluate(failing);
      handedIn = true;
      handIn(outcome);
    } finally {
      if (!handedIn) {
        // Others must not wait for a module that could not be evaluated.
        reactor()
            .finish(Optional.empty())
            .flatMap(AggregateGate::failure)
            .ifPresent(getLog()::error);
      }
    }
  }

  @Override
  void skipMojo() throws MojoFailureException, EvaluationException {
    handIn(Optional.empty());
  }

  /**
   * Evaluates this module.
   *
   * @return what the end of the build has to decide about; empty if there is nothing
   */
  private Optional<ModuleOutcome> evaluate(FailAt failing)
      throws MojoFailureException,
          ParameterException,
          EvaluationException,
          WorkerException,
          NativesException,
          InterruptedException {
    Gate gate = gate();
    Includes chosen = new Includes(Parameters.stripped(includes));
    EvaluationRequest whole = configuration().toRequest(chosen, outputFolders().outputDirectory());
    if (whole.rows().isEmpty() && chosen.patterns().isEmpty()) {
      nothingToDo();
      return Optional.empty();
    }
    try (OutputLock lock = lock()) {
      return evaluate(failing, gate, chosen, part(whole));
    }
  }

  private OutputLock lock() throws EvaluationException, InterruptedException {
    Path folder = outputFolders().outputDirectory();
    return OutputLock.take(
        folder,
        () -> getLog().info("Another build writes to " + folder + "; waiting for its end."));
  }

  private Optional<ModuleOutcome> evaluate(
      FailAt failing, Gate gate, Includes chosen, EvaluationRequest request)
      throws MojoFailureException,
          ParameterException,
          EvaluationException,
          WorkerException,
          NativesException,
          InterruptedException {
    Baseline held = Baseline.read(baseline());
    List<Result> rows = evaluate(request);
    Results results = Results.of(request, timestamp(), chosen, rows);
    if (attach) {
      new Attachments(project, helper, outputFolders(), timestamp()).attach(results.rows());
    }
    Map<Row, String> models = models(request);
    String module = reactor().hasOthers() ? reactor().module() : "";
    if (failing == FailAt.MODULE || module.isEmpty() || reactor().deploys()) {
      conclude(gate, held, results, models, module);
      return Optional.empty();
    }
    Verdict verdict = write(gate, held, results, models);
    Optional<String> text = verdict.message(reportFiles().html().toString(), module);
    warn(verdict, text.orElse(""));
    if (verdict.fails()) {
      getLog().warn("This fails the build when all modules are evaluated.");
    }
    return Optional.of(outcome(verdict, text, models));
  }

  private ModuleOutcome outcome(Verdict verdict, Optional<String> text, Map<Row, String> models) {
    return new ModuleOutcome(
        reactor().module(),
        verdict.fails() ? text.orElseThrow() : null,
        outputFolders().results().toString(),
        baseline().toAbsolutePath().toString(),
        verdict.failOn(),
        driftFactor(),
        models.entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().toString(), Map.Entry::getValue)));
  }

  /** Lets the last module of a build decide for all of them. */
  private void handIn(Optional<ModuleOutcome> outcome)
      throws MojoFailureException, EvaluationException {
    Optional<List<ModuleOutcome>> all = reactor().finish(outcome);
    if (all.isPresent() && !all.get().isEmpty()) {
      Path root = Path.of(session.getTopLevelProject().getBuild().getDirectory());
      new AggregateGate(root, timestamp(), getLog()).conclude(all.get());
    }
  }

  private Reactor reactor() {
    return new Reactor(session, project, execution);
  }

  /** Workers are started, and what they run on is resolved, for rows only that are not known. */
  private List<Result> evaluate(EvaluationRequest request)
      throws ParameterException, NativesException, WorkerException, InterruptedException {
    CachedRows known = known(request);
    List<Result> rows = new ArrayList<>(known.hits());
    int total = request.rows().size();
    for (int i = 0; i < rows.size(); i++) {
      log(i + 1, total, rows.get(i));
    }
    EvaluationRequest missing = known.missing();
    if (!missing.examples().isEmpty()) {
      int hits = rows.size();
      WorkerSettings workers = workers(missing);
      rows.addAll(
          new FreshRows(known, workers, ArchiveDamage.of(workers.classPath()))
              .evaluate(missing, (n, of, row) -> log(hits + n, total, row)));
    }
    return rows;
  }

  private CachedRows known(EvaluationRequest request)
      throws ParameterException, InterruptedException {
    long bytes = Parameters.megabytes("cacheSize", cacheSize);
    if (!cache) {
      return CachedRows.none(request);
    }
    Path folder = Parameters.output("cacheDirectory", cacheDirectory).toPath();
    String evaluator = evaluator(FileDigests.in(folder, bytes));
    pictures = new KeptPictures(folder, bytes, evaluator);
    return CachedRows.lookUp(folder, bytes, evaluator, request, warning -> getLog().warn(warning));
  }

  @Override
  Pictures pictures() {
    return pictures;
  }

  /** What the outcome of every row depends on. */
  private String evaluator(FileDigests digests) throws ParameterException {
    Path jar = plugin.getPluginArtifact().getFile().toPath();
    try {
      return new Fingerprint()
          .add("plugin", jar, digests)
          .add("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
          .add("argLine", String.join("\n", Parameters.words("argLine", argLine)))
          .text();
    } catch (IOException e) {
      throw new UncheckedIOException("this plugin's own file cannot be read: " + jar, e);
    }
  }

  private EvaluationRequest part(EvaluationRequest whole) throws EvaluationException {
    if (shard == null || shard.isBlank()) {
      return whole;
    }
    Optional<Results> last =
        lastResults == null ? Optional.empty() : Optional.of(Results.read(lastResults.toPath()));
    return whole.withShard(Shard.of(shard), last);
  }

  private Configuration configuration() {
    return new Configuration(
        suites,
        modelsDirectory,
        targets,
        tfliteBackends,
        tfjsBackends,
        rtol,
        atol,
        timeout,
        randomInputs,
        allowedOperations);
  }

  /** A parent has no models of its own, but often the plugin that its modules inherit. */
  private void nothingToDo() throws ParameterException {
    if (!"pom".equals(project.getPackaging())) {
      throw new ParameterException(
          "there is nothing to evaluate: no folder <suite>/<example> in %s (parameter modelsDirectory) holds a model (saved_model.pb, *.mlirbc or *.jaxexport); put one there, or set parity.skip"
              .formatted(modelsDirectory));
    }
    getLog().info("No models in " + modelsDirectory + ".");
  }

  private WorkerSettings workers(EvaluationRequest request)
      throws ParameterException, NativesException {
    WorkerClassPath classPath =
        new WorkerClassPath(
            plugin,
            new NativeArtifacts(
                repositories,
                session.getRepositorySession(),
                project.getRemotePluginRepositories()));
    return new WorkerSettings(
        java(),
        Parameters.words("argLine", argLine),
        classPath.resolve(request),
        Parameters.forks("forkCount", forkCount, Runtime.getRuntime().availableProcessors()));
  }

  /** The JDK that the build's toolchains name, else the one that runs Maven. */
  private Path java() {
    var toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    String tool = toolchain == null ? null : toolchain.findTool("java");
    return tool != null ? Path.of(tool) : Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private void log(int number, int total, Result result) {
    String line = linePrefix() + ProgressLine.of(number, total, result, LogColors.IN_USE);
    if (result.succeeded()) {
      getLog().info(line);
    } else {
      getLog().warn(line);
    }
  }

  /** Modules that are built at the same time write into the same log. */
  private String linePrefix() {
    return session.isParallel() && reactor().hasOthers() ? project.getArtifactId() + ": " : "";
  }

  /** Where models are in the repository, for reports that point at files in it. */
  private Map<Row, String> models(EvaluationRequest request) {
    Path root = session.getRequest().getMultiModuleProjectDirectory().toPath().toAbsolutePath();
    Map<Row, String> models = new LinkedHashMap<>();
    for (Example example : request.examples()) {
      Path model = example.model().toAbsolutePath().normalize();
      if (model.startsWith(root)) {
        String path = root.relativize(model).toString().replace(File.separatorChar, '/');
        example.options().targets().forEach(target -> models.put(example.row(target), path));
      }
    }
    return models;
  }
}
