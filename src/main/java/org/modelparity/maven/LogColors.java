package org.modelparity.maven;

import org.apache.maven.shared.utils.logging.MessageUtils;
import org.modelparity.report.ProgressLine;

/** Maven's own colours, where its log has any: not with {@code -B}, nor in a file. */
enum LogColors implements ProgressLine.Emphasis {
  IN_USE;

  @Override
  public String good(String text) {
    return MessageUtils.buffer().success(text).toString();
  }

  @Override
  public String bad(String text) {
    return MessageUtils.buffer().failure(text).toString();
  }
}
