// About a second each: run where mvn -Dparity.configurations=200 asks for them; .ci/run asks for some.
return (configurations as int) > 0
