import org.modelparity.testing.HtmlValidator
import org.modelparity.testing.PageConsole

def log = new File(basedir, 'build.log').text
assert log.count('There are no results in ') == 1
assert log.count('3 rows: 2 SUCCESS, 1 FAIL (1 regression, 0 known); report: ') == 1
assert log.count('BUILD SUCCESS') == 2
assert new File(basedir, 'target/results/results.json').isFile()

def page = new File(basedir, 'target/site/parity-report.html').text
assert page.contains('Evaluation Results')
assert page.contains('affine')
assert page.contains('golden -&gt; SavedModel') || page.contains('golden -> SavedModel')
assert page.contains('href="parity/index.html"')
assert new File(basedir, 'target/site/parity/index.html').isFile()
assert new File(basedir, 'target/site/project-reports.html').text.contains('parity-report.html')

// The pages of the site and the full report are valid HTML, and Chromium has nothing to say about them.
['parity-report.html', 'project-reports.html', 'parity/index.html'].each { name ->
    def file = new File(basedir, "target/site/$name").toPath()
    assert HtmlValidator.errors(file) == []
    def console = PageConsole.of(file)
    if (console.isEmpty()) {
        println "SKIPPED: no Chrome or Chromium to open $name in"
    } else {
        assert console.get() == []
    }
}
return true
