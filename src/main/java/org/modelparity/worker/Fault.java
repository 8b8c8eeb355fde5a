package org.modelparity.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Stage;

/**
 * A test hook: breaks the worker on purpose, to test what its supervisor makes of it. Set by {@code
 * -Dparity.worker.fault=kind:stage:suite/example:target} in {@code argLine}, for example {@code
 * kill:convert:demo/mnist:tflite}; several are separated by commas.
 */
interface Fault {
  String PROPERTY = "parity.worker.fault";

  /** Strikes if this is the row and stage that it waits for. */
  void strike(Row row, Stage stage) throws IOException, InterruptedException;

  /** What can go wrong with a process. */
  enum Kind {
    /** Ended by the system, as when memory runs out. */
    KILL,
    /** Stopped, but not ended. */
    STOP,
    /** Ended by native code. */
    ABORT,
    /** Ended by itself. */
    EXIT,
    /** Runs, but comes to no end. */
    HANG,
    /** Takes all of the Java heap. */
    MEMORY,
    /** Ended by itself in the middle of a message to the supervisor. */
    TEAR,
    /** Writes to standard output what looks like the worker's own messages. */
    GARBAGE
  }

  /** The fault that the system property asks for; none without it. */
  static Fault fromSystem(Connection supervisor) {
    String value = System.getProperty(PROPERTY);
    List<Fault> faults = new ArrayList<>();
    for (String fault : value == null ? new String[0] : value.split(",")) {
      faults.add(parse(fault, supervisor));
    }
    return (row, stage) -> {
      for (Fault fault : faults) {
        fault.strike(row, stage);
      }
    };
  }

  private static Fault parse(String value, Connection supervisor) {
    String[] parts = value.split(":", 3);
    Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
    Stage at = Stage.valueOf(parts[1].toUpperCase(Locale.ROOT));
    return (row, stage) -> {
      String name = row.suite() + "/" + row.example() + ":" + row.target();
      if (stage == at && name.equals(parts[2])) {
        System.err.println("fault on purpose: " + value);
        strike(kind, supervisor);
      }
    };
  }

  private static void strike(Kind kind, Connection supervisor)
      throws IOException, InterruptedException {
    switch (kind) {
      case KILL -> signal("KILL");
      case STOP -> {
        send("STOP");
        TimeUnit.SECONDS.sleep(1); // it takes effect meanwhile; who is continued goes on
      }
      case ABORT -> signal("ABRT");
      case EXIT -> System.exit(7);
      case HANG -> new CountDownLatch(1).await();
      case TEAR -> {
        supervisor.tear();
        System.exit(0);
      }
      case MEMORY -> fillHeap();
      case GARBAGE -> writeGarbage();
    }
  }

  private static void signal(String name) throws IOException, InterruptedException {
    send(name);
    new CountDownLatch(1).await();
  }

  private static void send(String name) throws IOException, InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
  }

  private static void fillHeap() {
    List<long[]> blocks = new ArrayList<>();
    while (true) {
      blocks.add(new long[1 << 20]);
    }
  }

  private static void writeGarbage() throws IOException {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      String line = "{\"event\":\"finished\",\"result\":null}\n\0\u001b[31m{\n".repeat(1000);
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
  }
}
