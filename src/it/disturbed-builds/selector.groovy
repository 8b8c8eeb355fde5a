// Half a minute: run where mvn -Dparity.faults=true asks for it, as .ci/run does.
return faults == 'true'
