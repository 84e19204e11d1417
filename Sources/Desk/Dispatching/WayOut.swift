/// A way out of the desk, as people are told of it.
public struct WayOut: Hashable, Sendable {
  /// What goes out by it.
  public enum Scope: Hashable, Sendable {
    /// Whatever has no way of its own.
    case everythingElse
    /// A declared action, by its id.
    case action(String)
    /// Whatever goes by this channel and is no action with a way of its own.
    case channel(String)
  }

  public let scope: Scope
  /// Whether anything can go out by it at all.
  public let isOpen: Bool
}

extension Desk {
  /// How what is asked for goes out, for whoever looks after the desk.
  public var waysOut: [WayOut] { dispatcher.connectors.ways }
}
