package org.modelparity.browser;

import org.modelparity.javascript.ScriptHost;
import org.modelparity.target.ExecutionException;

/** A page in the user's Chrome or Chromium. */
public final class Browser {
  private Browser() {}

  public static ScriptHost open() throws ExecutionException {
    throw new ExecutionException("in work");
  }
}
