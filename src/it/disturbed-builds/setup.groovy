import org.modelparity.testing.MavenBuild

def repository = new File(usersRepository).toURI().toString()
new File(basedir, 'settings.xml').text =
    new File(basedir, '../../../src/it/settings.xml').text.replace('@localRepositoryUrl@', repository)
def start = { log -> MavenBuild.start(basedir, localRepositoryPath, log, ['verify']) }

// A target that cannot be written to is named.
def target = new File(basedir, 'target')
target.mkdirs()
MavenBuild.startWithReadOnly(target, basedir, localRepositoryPath, 'read-only.log', ['verify']).ifPresent {
  assert it.awaitEnd() == 1
  assert it.log().contains("the folder $target/parity cannot be written to: ") : it.log()
  assert target.list().length == 0
}

// Ctrl-C after the first row: no process stays, and neither results nor reports are there.
def interrupted = start('interrupted.log')
interrupted.await('[1/4]')
def workers = interrupted.workers()
assert !workers.empty
interrupted.signal('INT')
assert interrupted.awaitEnd() == 130
workers.each { it.onExit().get(1, java.util.concurrent.TimeUnit.MINUTES) }
['target/parity/results.json', 'target/parity/TEST-right.xml', 'target/site/parity/index.html'].each {
  assert !new File(basedir, it).exists() : it
}

// The build that this script is for comes second; the first goes on when the second says that it waits.
def first = start('first.log')
first.await('[1/4]')
first.stopUntil(new File(basedir, 'build.log'), 'Another build writes to')
context.put('first', first)
return true
