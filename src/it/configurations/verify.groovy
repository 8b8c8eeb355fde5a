import org.modelparity.testing.Configurations

new Configurations(basedir, 20261127).check(configurations as int, new File(basedir, 'build.log').text)
return true
