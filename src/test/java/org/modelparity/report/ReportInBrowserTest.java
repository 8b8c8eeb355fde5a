package org.modelparity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.modelparity.browser.Browser;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Examples;
import org.modelparity.evaluation.FailOn;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;
import org.modelparity.target.ExecutionException;

/** The page as a user's Chromium runs it; skipped, and said so, where there is none. */
class ReportInBrowserTest {
  private static Browser browser;

  @BeforeAll
  static void openTheReport() throws Exception {
    try {
      browser = Browser.open();
    } catch (ExecutionException e) {
      abort("no browser: " + e.getMessage());
    }
    Results results =
        Examples.results(
            compared("flax/vae -> tflite", 1e-6),
            compared("flax/vae -> tfjs", 1e-3),
            failed("flax/ppo -> tfjs", Stage.LOAD, "no variables <script>bad()</script>"),
            compared("keras/mnist -> tflite", 1e-7));
    Gate gate = new Gate(FailOn.REGRESSION, OptionalDouble.empty(), LocalDate.of(2026, 11, 27));
    String html =
        HtmlReport.page(
            Report.of(results, gate.judge(results, Baseline.EMPTY), Baseline.EMPTY, Map.of()));
    browser.script(
        "open.js",
        """
        globalThis.opened = new Promise(resolve => {
          const frame = document.createElement('iframe');
          frame.width = 1200;
          frame.height = 3000;
          frame.onload = () => resolve('opened');
          frame.src = URL.createObjectURL(new Blob([%s], {type: 'text/html'}));
          document.body.append(frame);
          globalThis.page = () => frame.contentDocument;
          globalThis.shown = () =>
            [...page().querySelectorAll('#rows tbody tr')].filter(r => !r.hidden).length;
        });
        """
            .formatted(new ObjectMapper().writeValueAsString(html)));
    assertThat(browser.await("opened")).isEqualTo("opened");
  }

  @AfterAll
  static void closeTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void filter(String text, String status) throws ExecutionException {
    browser.await("page().getElementById('filter-text').value = '%s'".formatted(text));
    browser.await("page().getElementById('filter-status').value = '%s'".formatted(status));
    browser.await("page().getElementById('filter-text').dispatchEvent(new Event('input'))");
  }

  @Test
  void filtersRowsByWordsAndStatus() throws Exception {
    assertThat(browser.await("page().getElementById('filter').hidden")).isEqualTo("false");
    filter("vae tflite", "");
    assertThat(browser.await("shown()")).isEqualTo("1");
    assertThat(browser.await("page().getElementById('filter-count').textContent"))
        .isEqualTo("1 shown");
    filter("", "fail");
    assertThat(browser.await("shown()")).isEqualTo("2");
    assertThat(browser.await("page().getElementById('row-1').hidden")).isEqualTo("true");
    filter("", "");
    assertThat(browser.await("shown()")).isEqualTo("4");
  }

  @Test
  void sortsByNumbersNotByTheirText() throws Exception {
    browser.await("page().querySelectorAll('#rows thead th button')[6].click()");
    String order =
        "[...page().querySelectorAll('#rows tbody tr')].map(r => r.cells[6].textContent).join()";
    assertThat(browser.await(order)).isEqualTo("-,1.2e-7,9.5e-7,1e-3");
    browser.await("page().querySelectorAll('#rows thead th button')[6].click()");
    assertThat(browser.await(order)).isEqualTo("1e-3,9.5e-7,1.2e-7,-");
    assertThat(browser.await("page().querySelectorAll('#rows thead th')[6].ariaSort"))
        .isEqualTo("descending");
  }

  @Test
  void showsAFailedRowOpenAndAGoodOneClosed() throws Exception {
    assertThat(browser.await("page().querySelector('#row-2 details').open")).isEqualTo("true");
    assertThat(browser.await("page().querySelector('#row-1 details').open")).isEqualTo("false");
    assertThat(browser.await("page().querySelector('#row-1 figure svg').clientWidth >= 0"))
        .isEqualTo("true");
    assertThat(browser.await("page().scripts.length")).isEqualTo("1");
  }
}
