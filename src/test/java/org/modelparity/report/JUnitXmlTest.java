package org.modelparity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.modelparity.evaluation.Acceptance;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Examples;
import org.modelparity.evaluation.FailOn;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitXmlTest {
  private static final Gate GATE =
      new Gate(FailOn.REGRESSION, OptionalDouble.empty(), LocalDate.of(2026, 11, 27));

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aRowIsATestCase() throws Exception {
    Result known = failed("s/known -> tfjs", Stage.RUN, "crash");
    Results results =
        Examples.results(
            compared("s/good -> tflite", 0), failed("s/bad -> tflite", Stage.CONVERT, "no"), known);
    Baseline baseline =
        Acceptance.of(
                Baseline.EMPTY,
                results,
                new Includes(java.util.List.of("s/known")),
                Optional.of("later"),
                Optional.empty())
            .baseline();
    Document xml = parse(JUnitXml.suite("s", results.rows(), GATE.judge(results, baseline)));
    Element suite = xml.getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("0.140");
    Element bad = (Element) xml.getElementsByTagName("testcase").item(1);
    assertThat(bad.getAttribute("classname")).isEqualTo("s");
    assertThat(bad.getAttribute("name")).isEqualTo("bad -> tflite");
    Element failure = (Element) bad.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("convert");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("is FAIL at convert: no (not in the baseline)");
    assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Property(seed = "20261127", tries = 300)
  void anyTextGivesWellFormedXml(@ForAll String name, @ForAll String error) throws Exception {
    Results results = Examples.results(failed("s/e -> t", Stage.RUN, error));
    Document xml = parse(JUnitXml.suite(name, results.rows(), GATE.judge(results, Baseline.EMPTY)));
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(1);
  }
}
