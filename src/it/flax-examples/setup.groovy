import org.modelparity.testing.Archives

// Large models are committed as archives.
Archives.unpackAll(new File(basedir, 'models').toPath())
return true
