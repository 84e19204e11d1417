public import Playbook

/// How a case goes to another version of its playbook.
public enum MoveManner: Hashable, Sendable {
  /// From where it stands; refused when a person has to decide.
  case byItself
  /// A person has decided at which step of the new version it goes on.
  case toStep(Step.ID)
  /// Somebody has to look at it: a task is opened, and the case stays under its version.
  case handOver
  /// Back to the version it came from last.
  case back
}
