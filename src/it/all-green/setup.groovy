// A JDK of the toolchains that leaves a trace when it is used.
def bin = new File(basedir, 'jdk/bin')
bin.mkdirs()
def java = new File(bin, 'java')
java.text = """#!/bin/sh
echo used >> '$basedir/jdk/used'
exec '${System.getProperty('java.home')}/bin/java' "\$@"
"""
java.executable = true
new File(basedir, 'toolchains.xml').text = """<toolchains>
  <toolchain>
    <type>jdk</type>
    <provides><version>99</version></provides>
    <configuration><jdkHome>$basedir/jdk</jdkHome></configuration>
  </toolchain>
</toolchains>
"""
// What another Maven installed.
new File(localRepositoryPath, 'org/modelparity/it/all-green').deleteDir()
return true
