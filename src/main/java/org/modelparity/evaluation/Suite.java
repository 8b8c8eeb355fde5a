package org.modelparity.evaluation;

import java.util.List;

/**
 * A named group of examples.
 *
 * @param url where the examples come from; empty if not given
 * @param description what they are; empty if not given
 */
public record Suite(String name, String url, String description, List<Example> examples) {
  public Suite {
    url = url == null ? "" : url;
    description = description == null ? "" : description;
    examples = List.copyOf(examples);
  }
}
