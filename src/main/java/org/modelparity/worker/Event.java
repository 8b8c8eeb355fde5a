package org.modelparity.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Stage;

/**
 * What a worker says. A row's events come in this order: {@link Entered} for each stage before
 * anything is done in it, so that the stage in hand is known whatever ends the worker; then its one
 * {@link Finished}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Event.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = Event.Finished.class, name = "finished")
})
sealed interface Event {
  /** The worker runs and waits for jobs. */
  record Ready(long pid) implements Event {}

  /** A row of the job in hand comes to a stage. */
  record Entered(String target, Stage stage) implements Event {}

  /**
   * A row of the job in hand is done.
   *
   * @param repeatable whether the same files and options would have the same outcome again
   */
  record Finished(Result result, boolean repeatable) implements Event {}
}
