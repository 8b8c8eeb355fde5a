// Large models are committed as archives.
def ant = new groovy.ant.AntBuilder()
def archives = []
new File(basedir, 'models').eachFileRecurse { if (it.name.endsWith('.zip')) archives << it }
archives.each {
  ant.unzip(src: it, dest: it.path - ~/\.zip$/)
  it.delete()
}
return true
