import org.modelparity.testing.MavenBuild

def repository = new File(usersRepository).toURI().toString()
new File(basedir, 'settings.xml').text =
    new File(basedir, '../../../src/it/settings.xml').text.replace('@localRepositoryUrl@', repository)
// The last row strikes its worker, which says so in its log.
def start = { log, fault ->
  def build = MavenBuild.start(basedir, localRepositoryPath, log,
      ['verify', "-Dparity.argLine=-Dparity.worker.fault=$fault:run:right/dense:tfjs".toString()])
  build.await(new File(basedir, 'target/parity/workers/worker-1.log'), "fault on purpose: $fault")
  return build
}

// A target that cannot be written to is named.
def target = new File(basedir, 'target')
target.mkdirs()
MavenBuild.startWithReadOnly(target, basedir, localRepositoryPath, 'read-only.log', ['verify']).ifPresent {
  assert it.awaitEnd() == 1
  assert it.log().contains("the folder $target/parity cannot be written to: ") : it.log()
  assert target.list().length == 0
}

// Ctrl-C before the last row: no process stays, and neither results nor reports are there.
def interrupted = start('interrupted.log', 'hang')
interrupted.await(new File(basedir, 'interrupted.log'), '[3/4] ')
def workers = interrupted.workers()
assert !workers.empty
interrupted.interrupt()
assert interrupted.awaitEnd() == 130
workers.each { it.onExit().get(1, java.util.concurrent.TimeUnit.MINUTES) }
['target/parity/results.json', 'target/parity/TEST-right.xml', 'target/site/parity/index.html'].each {
  assert !new File(basedir, it).exists() : it
}

// The build that this script is for comes second; the first goes on when the second says that it waits.
def first = start('first.log', 'stop')
first.continueWhen(new File(basedir, 'build.log'), 'Another build writes to')
context.put('first', first)
return true
