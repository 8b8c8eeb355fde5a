def page = new File(basedir, 'target/site/parity-report.html').text
assert page.contains('Evaluation Results')
assert page.contains('affine')
assert page.contains('golden -&gt; SavedModel') || page.contains('golden -> SavedModel')
assert new File(basedir, 'target/site/project-reports.html').text.contains('parity-report.html')
return true
