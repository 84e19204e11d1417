public import Playbook

/// What is wrong in a world file, and where.
public struct WorldFault: Error, Hashable, Sendable {
  /// From 1.
  public let line: Int
  public let message: Diagnostic.Message
}
