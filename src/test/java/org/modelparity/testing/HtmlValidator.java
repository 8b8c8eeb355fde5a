package org.modelparity.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** The W3C's HTML validator, on this machine. */
public final class HtmlValidator {
  /** A CSS property that this validator, of 2020, does not know. */
  private static final String YOUNGER = "\u201ccolor-scheme\u201d";

  private HtmlValidator() {}

  /** The errors in a page, each with its line; empty if it is valid. */
  public static List<String> errors(Path page) throws IOException, SAXException {
    EmbeddedValidator validator = new EmbeddedValidator();
    validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
    String answer = validator.validate(page);
    List<String> errors = new ArrayList<>();
    for (JsonNode message : new ObjectMapper().readTree(answer).get("messages")) {
      String text = message.get("message").asText();
      if (message.get("type").asText().equals("error") && !text.contains(YOUNGER)) {
        errors.add(page.getFileName() + ":" + message.path("lastLine").asInt() + ": " + text);
      }
    }
    return errors;
  }
}
