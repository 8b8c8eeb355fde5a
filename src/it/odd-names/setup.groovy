// Not committed: a checkout on some systems could not hold these names.
def right = new File(basedir, '../../../src/it/models/right/affine').canonicalFile
['<b>c|d', 'e  f'].each { name ->
  right.eachFileRecurse(groovy.io.FileType.FILES) {
    def copy = new File(basedir, "models/s/$name/${right.toPath().relativize(it.toPath())}")
    copy.parentFile.mkdirs()
    copy.bytes = it.bytes
  }
}
return true
