// A checkout on some systems could not hold these names.
def right = new File(basedir, '../../../src/it/models/right/affine')
['<b>c|d', 'e  f'].each { name ->
  new groovy.ant.AntBuilder().copy(todir: new File(basedir, "models/s/$name")) { fileset(dir: right) }
}
return true
