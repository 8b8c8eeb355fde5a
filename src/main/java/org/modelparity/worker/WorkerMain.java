package org.modelparity.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.modelparity.tensorflow.TensorFlowLibrary;

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
    Thread loading = daemon("loading", WorkerMain::load);
    try (Connection supervisor = Connection.to(Path.of(arguments[0]))) {
      BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
      daemon("jobs", () -> receive(supervisor, jobs));
      supervisor.send(new Event.Ready(ProcessHandle.current().pid()));
      ExampleEvaluator evaluator =
          new ExampleEvaluator(supervisor::send, Fault.fromSystem(supervisor));
      while (true) {
        Job job = jobs.take();
        loading.join();
        evaluator.evaluate(job);
      }
    }
  }

  /** Every row needs TensorFlow; the supervisor takes as long to say what the first one is. */
  private static void load() {
    try {
      TensorFlowLibrary.load();
    } catch (LinkageError e) {
      e.printStackTrace(); // into the log; the rows that need it fail, and say so
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
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
