package org.modelparity.worker;

/** A computation that is done when first asked for; what came of it, a failure too, is kept. */
final class Once<T, E extends Exception> {
  /** May fail. */
  @FunctionalInterface
  interface Computation<T, E extends Exception> {
    T compute() throws E;
  }

  private final Computation<T, E> computation;
  private boolean done;
  private T value;
  private E failure;

  Once(Computation<T, E> computation) {
    this.computation = computation;
  }

  /** Whether it was asked for. */
  boolean isDone() {
    return done;
  }

  @SuppressWarnings("unchecked") // only E can be thrown besides unchecked exceptions
  T get() throws E {
    if (!done) {
      try {
        value = computation.compute();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        failure = (E) e;
      }
      done = true;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
