package org.modelparity.worker;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something about what takes too long. */
final class Watchdog implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "parity-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  /** An action that is due unless it is disarmed before. */
  static final class Alarm implements AutoCloseable {
    private final Future<?> action;

    private Alarm(Future<?> action) {
      this.action = action;
    }

    /**
     * Calls the action off.
     *
     * @return whether that came too late
     */
    boolean disarm() {
      return !action.cancel(false);
    }

    @Override
    public void close() {
      disarm();
    }
  }

  Alarm set(long seconds, Runnable action) {
    return new Alarm(timer.schedule(action, seconds, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
