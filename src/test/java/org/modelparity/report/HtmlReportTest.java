package org.modelparity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Examples;
import org.modelparity.evaluation.FailOn;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;
import org.modelparity.testing.HtmlValidator;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The page as the HTML parser of the W3C's validator sees it. */
class HtmlReportTest {
  private static final String HOSTILE = "<script>alert(1)</script>\" onload='x' & \u0000\ud800|";

  /** What is in a page: elements, identifiers, links, text, and parse errors. */
  private static final class Page extends DefaultHandler {
    private final List<String> elements = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    static Page parse(String html) throws Exception {
      Page page = new Page();
      HtmlParser parser = new HtmlParser(XmlViolationPolicy.ALLOW);
      parser.setContentHandler(page);
      parser.setErrorHandler(page);
      parser.parse(new InputSource(new StringReader(html)));
      return page;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
      elements.add(name);
      for (int i = 0; i < attributes.getLength(); i++) {
        String attribute = attributes.getLocalName(i);
        assertThat(attribute).as("no handlers in attributes").doesNotStartWith("on");
        if (attribute.equals("id")) {
          assertThat(ids.add(attributes.getValue(i))).as("one id each").isTrue();
        }
        if (attribute.equals("href")) {
          links.add(attributes.getValue(i));
        }
      }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
      text.append(chars, start, length);
    }

    @Override
    public void error(SAXParseException e) {
      errors.add(e.getLineNumber() + ": " + e.getMessage());
    }

    @Override
    public void fatalError(SAXParseException e) {
      error(e);
    }
  }

  private static String html(Results results) {
    Gate gate = new Gate(FailOn.REGRESSION, OptionalDouble.empty(), LocalDate.of(2026, 11, 27));
    return HtmlReport.page(
        Report.of(results, gate.judge(results, Baseline.EMPTY), Baseline.EMPTY, Map.of()));
  }

  @Test
  void isOneValidPageWithOneSectionForEveryRow() throws Exception {
    Results results =
        Examples.results(
            compared("flax/vae -> tflite", 1e-3),
            compared("flax/vae -> tfjs", 0),
            compared("flax/nan -> tflite", Double.NaN),
            failed("flax/ppo -> tfjs", Stage.LOAD, "no variables"));
    Page page = Page.parse(html(results));
    assertThat(page.errors).isEmpty();
    assertThat(page.ids).contains("row-1", "row-2", "row-3", "row-4");
    assertThat(page.links)
        .filteredOn(l -> l.startsWith("#"))
        .isNotEmpty()
        .allMatch(l -> page.ids.contains(l.substring(1)));
    assertThat(page.elements).filteredOn("script"::equals).hasSize(1);
    assertThat(page.elements).filteredOn("svg"::equals).hasSize(6);
    assertThat(page.text)
        .contains("4 rows: 1 SUCCESS, 3 FAIL (3 regressions, 0 known)")
        .contains("worst at [1, 1]: expected 1, got 1.00100005")
        .contains("rtol 9.1e-4, atol 9.1e-5")
        .contains("mvn parity:accept -Dparity.includes=flax/vae:tflite -Dparity.reason=\"...\"");
  }

  @Test
  void passesTheValidatorOfTheW3C(@TempDir Path folder) throws Exception {
    Results results =
        Examples.results(
            compared("flax/vae -> tflite", 1e-3),
            compared("flax/vae -> tfjs-uint8", 0),
            failed("a <b> & 'c'/x \"y\" -> tfjs", Stage.LOAD, "no <variables>"));
    Path page = folder.resolve("index.html");
    Files.writeString(page, html(results));
    assertThat(HtmlValidator.errors(page)).isEmpty();
    Files.writeString(page, html(results).replace("</main>", "<p id=\"row-1\">"));
    assertThat(HtmlValidator.errors(page)).anyMatch(e -> e.contains("Duplicate ID"));
  }

  @Test
  void loadsNothingAndNamesNoTime() {
    String html = html(Examples.results(compared("flax/vae -> tflite", 0)));
    assertThat(html.contains("default-src &#39;none&#39;")).isTrue();
    assertThat(List.of("src=", "url(", "@import").stream().anyMatch(html::contains)).isFalse();
    assertThat(html.equals(html(Examples.results(compared("flax/vae -> tflite", 0))))).isTrue();
  }

  @Test
  void showsHostileTextAsText() throws Exception {
    Result hostile =
        Result.failed(
            new org.modelparity.evaluation.Row(HOSTILE, HOSTILE, HOSTILE), Stage.RUN, HOSTILE);
    Page page = Page.parse(html(Examples.results(hostile)));
    assertThat(page.errors).isEmpty();
    assertThat(page.elements).filteredOn("script"::equals).hasSize(1);
    assertThat(page.text).contains("<script>alert(1)</script>\" onload='x' &");
  }

  @Test
  void saysThatNothingWasEvaluated() throws Exception {
    Page page = Page.parse(html(Examples.results()));
    assertThat(page.errors).isEmpty();
    assertThat(page.text).contains("No example was evaluated.");
  }

  @Property(seed = "20261127", tries = 300)
  void escapedTextIsTheSameTextAgain(@ForAll String text) throws Exception {
    Page page =
        Page.parse(
            "<!DOCTYPE html><html lang=\"en\"><head><title>x</title></head><body>"
                + new Html().element("p", text, "title", text)
                + "</body></html>");
    assertThat(page.errors).isEmpty();
    assertThat(page.elements).containsExactly("html", "head", "title", "body", "p");
  }
}
