import java.util.zip.ZipFile

// Large models are committed as archives.
def archives = []
new File(basedir, 'models').eachFileRecurse { if (it.name.endsWith('.zip')) archives << it }
archives.each { archive ->
  def folder = new File(archive.path - ~/\.zip$/)
  new ZipFile(archive).withCloseable { zip ->
    zip.entries().findAll { !it.directory }.each { entry ->
      def file = new File(folder, entry.name)
      file.parentFile.mkdirs()
      file.bytes = zip.getInputStream(entry).bytes
    }
  }
  archive.delete()
}
return true
