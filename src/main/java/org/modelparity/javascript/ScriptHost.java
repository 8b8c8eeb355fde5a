package org.modelparity.javascript;

import java.nio.ByteBuffer;
import java.util.List;
import org.modelparity.target.ExecutionException;

/**
 * A JavaScript engine with a global scope of its own: {@link V8} in this process, or a page of the
 * user's browser. Text goes in and out as strings, tensors as bytes, so that NaN and infinities
 * survive.
 */
public interface ScriptHost extends AutoCloseable {
  /**
   * Runs a classic script (not an ECMAScript module) in the global scope.
   *
   * @param name for stack traces, without folders
   * @throws ExecutionException if the script throws
   */
  void script(String name, String source) throws ExecutionException;

  /**
   * Runs a script that other engines run too.
   *
   * @throws ExecutionException if the script throws
   */
  default void script(Script script) throws ExecutionException {
    script(script.name(), script.source());
  }

  /**
   * Evaluates an expression, waits for its promise if it gives one, and returns its value as text.
   *
   * @throws ExecutionException with the JavaScript error in one line, or if the promise never
   *     settles
   */
  String await(String expression) throws ExecutionException;

  /** Puts the remaining bytes of all parts, one after the other, into a global ArrayBuffer. */
  void put(String variable, List<ByteBuffer> parts) throws ExecutionException;

  /** A copy of the bytes of the ArrayBuffer that an expression gives. */
  ByteBuffer get(String expression) throws ExecutionException;

  @Override
  void close();
}
