import org.modelparity.documentation.Documents

def log = new File(basedir, 'build.log').text
def snippets = Documents.xml(new File(basedir, '../../..').canonicalFile.toPath())
def used = snippets.findAll { !it.text().contains('<artifactItem>') }.size()
assert used > 10
assert log.count('Skipped (parity.skip).') == used
assert !log.contains('[WARNING]')
return true
