import org.modelparity.testing.Configurations

new Configurations(basedir, 20261127).write(configurations as int)
return true
