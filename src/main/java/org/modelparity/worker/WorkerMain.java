package org.modelparity.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A worker process: evaluates the jobs that its supervisor sends until the supervisor closes the
 * connection or ends, however it ends.
 */
public final class WorkerMain {
  private WorkerMain() {}

  /**
   * @param arguments the socket on which the supervisor listens
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Connection supervisor = Connection.to(Path.of(arguments[0]))) {
      BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
      Thread reader = new Thread(() -> receive(supervisor, jobs), "jobs");
      reader.setDaemon(true);
      reader.start();
      supervisor.send(new Event.Ready(ProcessHandle.current().pid()));
      ExampleEvaluator evaluator =
          new ExampleEvaluator(supervisor::send, Fault.fromSystem(supervisor));
      while (true) {
        evaluator.evaluate(jobs.take());
      }
    }
  }

  /** Halts rather than exits: a native call may be running that never returns. */
  private static void receive(Connection supervisor, BlockingQueue<Job> jobs) {
    try {
      while (true) {
        jobs.add(supervisor.receive(Job.class).orElseThrow(() -> new IOException("end of jobs")));
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(0);
    }
  }
}
