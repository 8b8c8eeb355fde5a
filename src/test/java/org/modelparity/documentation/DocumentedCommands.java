package org.modelparity.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelparity.testing.LoggedProcess;

/**
 * What the commands of the pages do. A shell runs each as it stands, in the order in which a user
 * would, with the Maven that runs the build: see {@code src/it/commands}.
 */
public final class DocumentedCommands {
  private static final String ALL_KNOWN = "6 rows: 2 SUCCESS, 4 FAIL (0 regressions, 4 known)";

  /**
   * A project with the models {@code vision/mnist}, which is right, and {@code vision/detector} and
   * {@code flax/lm1b}, which are not.
   */
  private static final List<Step> IN_A_PROJECT =
      List.of(
          succeeds("mvn package").leavesNo("target/parity"),
          succeeds("mvn verify -Dparity.skip", "Skipped (parity.skip).").leavesNo("target/parity"),
          fails("mvn parity:check", "6 rows: 2 SUCCESS, 4 FAIL (4 regressions, 0 known)")
              .leaves("target/parity/workers"),
          succeeds("mvn clean").leavesNo("target"),
          succeeds("mvn site", "There are no results in ").leaves("target/site/parity-report.html"),
          fails(
                  "mvn verify",
                  "to accept it: mvn parity:accept -Dparity.includes=vision/detector:tfjs"
                      + " -Dparity.reason=\"...\"")
              .leaves(
                  "target/site/parity/index.html", "target/parity/results.json", "docs/parity.md"),
          fails(
              "mvn parity:accept",
              "vision/mnist -> tflite: added as SUCCESS",
              "Accepting these rows needs a reason:"),
          succeeds(
                  "mvn parity:accept -Dparity.reason=\"waits for the new export\"",
                  "vision/detector -> tflite: FAIL at compare accepted")
              .leaves("src/parity/baseline.json"),
          succeeds("mvn verify -Dparity.forkCount=2", ALL_KNOWN),
          succeeds("mvn -o verify", ALL_KNOWN),
          succeeds(
                  "mvn parity:check -Dparity.shard=1/2 -Dparity.outputDirectory=target/one",
                  "FAIL (0 regressions")
              .leaves("target/one/results.json"),
          succeeds(
                  "mvn parity:check -Dparity.shard=2/2 -Dparity.outputDirectory=target/two",
                  "FAIL (0 regressions")
              .leaves("target/two/results.json"),
          succeeds(
              "mvn parity:merge"
                  + " -Dparity.results=target/one/results.json,target/two/results.json",
              ALL_KNOWN),
          succeeds(
              "mvn parity:check -Dparity.targets=tfjs -Dparity.tfjsBackends=cpu"
                  + " -Dparity.includes=*/mnist",
              "1 row: 1 SUCCESS, 0 FAIL"),
          succeeds(
              "mvn parity:check -Dparity.includes=vision/detector",
              "2 rows: 0 SUCCESS, 2 FAIL (0 regressions, 2 known)"),
          // What is accepted until a day may fail afterwards: nothing is checked after this.
          succeeds(
              "mvn parity:accept -Dparity.includes=vision/detector:tfjs"
                  + " -Dparity.reason=\"waits for issue 12\" -Dparity.until=2027-01-31",
              "vision/detector -> tfjs: FAIL at compare accepted"),
          succeeds(
              "mvn parity:help -Ddetail -Dgoal=check",
              "parity:check",
              "cacheDirectory (Default: ${user.home}/.m2/parity-cache)"));

  /** Two modules with the models of that project each. */
  private static final List<Step> IN_A_REACTOR =
      List.of(
          fails("mvn verify -Dparity.failAt=module", "-Dparity.includes=vision/detector:tfjs")
              .leaves("one/target/parity/results.json")
              .leavesNo("two/target"),
          fails("mvn -T 2 verify", "2 of 2 modules with models fail this build")
              .leaves("target/site/parity-aggregate/index.html", "two/target/parity/results.json"));

  private static final String THIS_PROJECT = "builds and tests this project itself; ";

  /** Commands that no test runs, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("mvn -Pdemo verify", THIS_PROJECT + "the same models are src/it/flax-examples"),
          Map.entry("mvn -Pprimitives verify", THIS_PROJECT + "ten minutes"),
          Map.entry("mvn -Pzoo verify", THIS_PROJECT + "a minute"),
          Map.entry(
              "mvn -Pzoo verify -Dzoo.applications=FOLDER",
              THIS_PROJECT + "the models of the folder are too large to be committed"),
          Map.entry("mvn -Pfuzz verify", THIS_PROJECT + "ten minutes"),
          Map.entry("mvn -Pspark verify", THIS_PROJECT + "downloads all of Spark"),
          Map.entry("mvn -Prelease verify", THIS_PROJECT + "needs a key"),
          Map.entry(
              "mvn -Prelease -DskipTests -Dgpg.keyname=KEY verify", THIS_PROJECT + "needs a key"),
          Map.entry(
              "mvn test -Dtest=WorkerPoolTest", THIS_PROJECT + "the test runs in every build"),
          Map.entry(
              "mvn verify -DskipTests=false -Dtest=none"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -Dinvoker.test=all-green",
              THIS_PROJECT + "what it runs, every build runs"),
          Map.entry(
              "mvn verify -Dparity.configurations=200 -Dtest=none"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -Dinvoker.test=configurations",
              THIS_PROJECT + ".ci/run tries some"),
          Map.entry(
              "mvn test -Dtest=RandomKillsTest -Dparity.kills=100",
              THIS_PROJECT + "minutes; every build kills workers where stages begin"),
          Map.entry(
              "mvn verify -Dparity.faults=true -Dtest=none"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -Dinvoker.test=disturbed-builds",
              THIS_PROJECT + ".ci/run sets the property"),
          Map.entry(
              "mvn verify -Dparity.commands=true", THIS_PROJECT + "it is what runs the others"),
          Map.entry(
              "mvn test -Dtest=SitePagesTest -Dparity.site=true",
              THIS_PROJECT + "takes its site, which users have no part in"),
          Map.entry(
              "mvn test -Dtest=DocumentationTest -Dparity.docs=true",
              THIS_PROJECT + "the test fails where it would change something"),
          Map.entry(
              "mvn test -Dtest=PythonSnippetsTest -Dparity.python=PYTHON",
              THIS_PROJECT + ".ci/run sets the property"),
          Map.entry(
              "mvn test -Dtest='*MutationTest' -Djqwik.tries.default=100000",
              THIS_PROJECT + "minutes; every build runs these tests with fewer tries"),
          Map.entry(
              "mvn test -Dtest=MutantsInWorkersTest -Dparity.mutants=1000",
              THIS_PROJECT + "minutes; every build runs this test with fewer mutants"));

  private DocumentedCommands() {}

  /** All commands that {@link #run} runs. */
  static Set<String> run() {
    return Stream.of(IN_A_PROJECT, IN_A_REACTOR)
        .flatMap(List::stream)
        .map(Step::command)
        .collect(Collectors.toSet());
  }

  /** All others. */
  static Set<String> notRun() {
    return NOT_RUN.keySet();
  }

  /**
   * Runs all commands.
   *
   * @param project a module with its models
   * @param reactor modules {@code one} and {@code two}
   * @param mavenHome of the Maven to run them with
   * @throws AssertionError if a command does something else than is said above
   */
  public static void run(Path project, Path reactor, Path mavenHome)
      throws IOException, InterruptedException {
    for (Step step : IN_A_PROJECT) {
      step.run(project, mavenHome);
    }
    for (Step step : IN_A_REACTOR) {
      step.run(reactor, mavenHome);
    }
  }

  private static Step succeeds(String command, String... says) {
    return new Step(command, true, List.of(says), List.of(), List.of());
  }

  private static Step fails(String command, String... says) {
    return new Step(command, false, List.of(says), List.of(), List.of());
  }

  /**
   * A command and what comes of it.
   *
   * @param says parts of the log
   * @param leaves files that there are afterwards
   * @param leavesNo files that there are not
   */
  private record Step(
      String command,
      boolean succeeds,
      List<String> says,
      List<String> leaves,
      List<String> leavesNo) {
    Step leaves(String... files) {
      return new Step(command, succeeds, says, List.of(files), leavesNo);
    }

    Step leavesNo(String... files) {
      return new Step(command, succeeds, says, leaves, List.of(files));
    }

    void run(Path folder, Path mavenHome) throws IOException, InterruptedException {
      long start = System.nanoTime();
      Path log = Files.createTempFile(folder, "command-", ".log");
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
      Map<String, String> environment = shell.environment();
      environment.put(
          "PATH", mavenHome.resolve("bin") + java.io.File.pathSeparator + System.getenv("PATH"));
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      // Short builds: compiling them better takes longer than they do.
      environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
      // The Maven that runs this test leaves them to its children.
      environment.keySet().removeAll(List.of("MAVEN_PROJECTBASEDIR", "MAVEN_BASEDIR"));
      int exit = LoggedProcess.run(shell, log, Duration.ofMinutes(5));
      check(folder, exit, Documents.text(log));
      System.out.printf("%s: %.1f s%n", command, (System.nanoTime() - start) / 1e9);
    }

    private void check(Path folder, int exit, String log) {
      List<String> wrong = new ArrayList<>();
      if ((exit == 0) != succeeds) {
        wrong.add("it ended with exit code " + exit);
      }
      says.stream().filter(s -> !log.contains(s)).forEach(s -> wrong.add("it does not say " + s));
      leaves.stream()
          .filter(f -> !Files.exists(folder.resolve(f)))
          .forEach(f -> wrong.add("it left no " + f));
      leavesNo.stream()
          .filter(f -> Files.exists(folder.resolve(f)))
          .forEach(f -> wrong.add("it left " + f));
      if (!wrong.isEmpty()) {
        throw new AssertionError(command + ": " + wrong + "\n" + log);
      }
    }
  }
}
