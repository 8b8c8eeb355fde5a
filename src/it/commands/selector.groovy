// A minute and a half: run where mvn -Dparity.commands=true asks for it, as .ci/run does.
return documentedCommands == 'true'
