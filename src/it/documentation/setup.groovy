import org.modelparity.documentation.Documents

// Every snippet becomes a module whose values Maven gives to the real goals, which then skip.
def project = new File(basedir, '../../..').canonicalFile
def pom = new File(basedir, 'pom.xml')
def version = (new File(project, 'pom.xml').text =~ /<version>(.*?)<\/version>/)[0][1]
def parity = { inside -> """
    <plugin>
      <groupId>org.modelparity</groupId>
      <artifactId>parity-maven-plugin</artifactId>
      <version>$version</version>
      $inside
      <executions><execution><goals><goal>check</goal></goals></execution></executions>
    </plugin>""" }
def build = { plugins -> "<build><plugins>$plugins</plugins></build>" }
def dependencyPlugin = { item -> """<build><pluginManagement><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId>
    <artifactId>maven-dependency-plugin</artifactId>
    <version>3.9.0</version>
    <configuration><artifactItems>$item</artifactItems></configuration>
  </plugin></plugins></pluginManagement></build>""" }

def modules = []
Documents.xml(project.toPath()).each { snippet ->
    def text = snippet.text()
    def content
    switch (text) {
        case ~/(?s)\s*<plugin>.*/: content = build(text); break
        case ~/(?s)\s*<configuration>.*/: content = build(parity(text)); break
        case ~/(?s)\s*<example>.*/:
            content = build(parity("<configuration><suites><suite><name>s</name><examples>$text</examples></suite></suites></configuration>"))
            break
        case ~/(?s)\s*<reporting>.*/: content = text + build(parity('')); break
        case ~/(?s)\s*<dependency>.*/: content = "<dependencyManagement><dependencies>$text</dependencies></dependencyManagement>" + build(parity('')); break
        case ~/(?s)\s*<artifactItem>.*/: content = dependencyPlugin(text) + ''; break
        default: throw new IllegalStateException("no module for $snippet")
    }
    def name = 'snippet-' + (modules.size() + 1)
    modules << name
    def folder = new File(basedir, name)
    folder.mkdirs()
    new File(folder, 'pom.xml').text = """<project>
  <modelVersion>4.0.0</modelVersion>
  <parent><groupId>org.modelparity.it</groupId><artifactId>documentation</artifactId><version>1</version></parent>
  <artifactId>$name</artifactId>
  <packaging>pom</packaging>
  <description>${snippet.page().fileName}</description>
  <properties><parity.skip>true</parity.skip></properties>
  $content
</project>
"""
}
pom.text = pom.text.replace('<!-- modules -->', modules.collect { "<module>$it</module>" }.join('\n    '))
return true
