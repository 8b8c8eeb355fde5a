import java.nio.file.Files
import org.modelparity.documentation.DocumentedCommands

def its = new File(basedir, '../../../src/it').canonicalFile
def copy = { File from, File to ->
    to.parentFile.mkdirs()
    Files.walk(from.toPath()).withCloseable { files ->
        files.each { Files.copy(it, to.toPath().resolve(from.toPath().relativize(it))) }
    }
}

// Where Maven finds the plugin under test, and what keeps this test's cache its own.
def settings = new File(basedir, 'settings.xml')
settings.text = new File(its, 'settings.xml').text.replace('@localRepositoryUrl@', new File(usersRepository).toURI().toString())
def maven = { File project ->
    def config = new File(project, '.mvn/maven.config')
    config.parentFile.mkdirs()
    config.text = """-B
--settings=$settings
-Dmaven.repo.local=$localRepositoryPath
-Dparity.cacheDirectory=$basedir/parity-cache
"""
}
def module = { File project, String text ->
    project.mkdirs()
    new File(project, 'pom.xml').text = text
    copy(new File(its, 'models/right/affine'), new File(project, 'src/main/models/vision/mnist'))
    copy(new File(its, 'models/wrong/affine'), new File(project, 'src/main/models/vision/detector'))
    copy(new File(its, 'models/wrong/affine'), new File(project, 'src/main/models/flax/lm1b'))
}
def pom = new File(basedir, 'pom.xml').text

def project = new File(basedir, 'project')
module(project, pom)
maven(project)

def reactor = new File(basedir, 'reactor')
['one', 'two'].each { name ->
    module(new File(reactor, name), pom.replace('<artifactId>commands<', "<artifactId>$name<"))
}
new File(reactor, 'pom.xml').text = pom.replace('<artifactId>commands<', '<artifactId>reactor<')
    .replace('</packaging>', '</packaging>\n  <modules><module>one</module><module>two</module></modules>')
maven(reactor)

DocumentedCommands.run(project.toPath(), reactor.toPath(), new File(System.getProperty('maven.home')).toPath())
return true
