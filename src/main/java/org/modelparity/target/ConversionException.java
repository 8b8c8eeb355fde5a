package org.modelparity.target;

import java.util.Optional;

/** A model that a target cannot represent. The message is one line; the long story is apart. */
public class ConversionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String details;

  public ConversionException(String message) {
    this(message, null, null);
  }

  public ConversionException(String message, Throwable cause) {
    this(message, null, cause);
  }

  /**
   * @param details whatever the converter said, possibly hundreds of kilobytes, or null
   */
  public ConversionException(String message, String details, Throwable cause) {
    super(message, cause);
    this.details = details;
  }

  public Optional<String> details() {
    return Optional.ofNullable(details);
  }
}
